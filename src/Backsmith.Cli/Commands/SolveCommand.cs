using System.CommandLine;
using System.Globalization;
using System.Text;
using Backsmith.Agents.Tools;
using Backsmith.Agents.Work;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Models;
using Backsmith.Proofs;
using Backsmith.Repositories;
using Backsmith.Skills;
using Backsmith.Storage;

namespace Backsmith.Cli.Commands;

/// <summary><c>solve</c>: any backend task, by any model, under the same guarantees.</summary>
internal static class SolveCommand
{
    /// <summary>The role that works on a task when none is named.</summary>
    internal const string Standard = "backend-engineer";

    public static Command Create()
    {
        var task = SharedOptions.Operand("TASK", "What is to be done, in your words; /name in it asks for a skill.");
        var (repo, revision, severity, offline, format, output) = (SharedOptions.Repo(), SharedOptions.Base(), SharedOptions.SeverityOption(), SharedOptions.Offline(), SharedOptions.Format(), SharedOptions.Output());
        var model = new Option<string?>("--model") { HelpName = "PROVIDER/NAME", Description = "Model to use; several with commas, the first that answers is used; default: BACKSMITH_MODEL." };
        var role = new Option<string>("--role") { HelpName = "NAME", Description = "Role that works on it.", DefaultValueFactory = _ => Standard };
        var skill = new Option<string[]>("--skill") { HelpName = "NAME", Description = "Skill to use; can be given more than once; default: what the task's words call for." };
        var budget = new Option<decimal?>("--budget") { HelpName = "USD", Description = "Dollars that the whole execution may cost." };
        var planOnly = new Option<bool>("--plan-only") { Description = "Write the plan and stop." };
        var plan = new Option<string?>("--plan") { HelpName = "FILE", Description = "Work on this plan, as --plan-only --format json prints it." };
        var trust = SharedOptions.TrustSkills();
        var replay = new Option<string?>("--replay") { HelpName = "FILE", Description = "Take answers from a recording instead of a model." };
        var command = new Command("solve", "Work on any backend task with a model, and hand over a proven patch.") { task, repo, model, role, skill, trust, budget, planOnly, plan, replay, revision, severity, offline, format, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await Workplace.RefusePlacesAsync(parsed.GetValue(repo) ?? ".", parsed.GetValue(output)) is { } misplaced)
            {
                return misplaced;
            }

            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var models = Models(parsed.GetValue(model));
            var (given, problem) = await ReadPlanAsync(workplace, parsed.GetValue(plan), cancellationToken);
            if ((problem ?? Problem(parsed.GetValue(task)!, models, parsed.GetValue(replay), parsed.GetValue(budget)) ?? RoleProblem(workplace, parsed.GetValue(role)!)) is { } wrong)
            {
                await Console.Error.WriteLineAsync($"backsmith: {PlainText.Line(wrong)}");
                return ExitCode.Usage;
            }

            var (found, refused) = await workplace.EnterAsync(parsed.GetValue(repo) ?? ".", cancellationToken);
            if (found is not { } repository)
            {
                return refused;
            }

            var (skills, lacking, unusable) = await SkillsAsync(workplace, repository, parsed.GetValue(trust), parsed.GetValue(revision), parsed.GetValue(skill) ?? [], cancellationToken);
            if (lacking is not null)
            {
                await Console.Error.WriteLineAsync($"backsmith: {PlainText.Line(lacking)}");
                return unusable;
            }

            var solve = new SolveRequest(
                parsed.GetValue(task)!, models.Names, parsed.GetValue(role)!, parsed.GetValue(skill) ?? [], new Budget(parsed.GetValue(budget)), parsed.GetValue(planOnly), given, Workplace.Absolute(parsed.GetValue(replay)))
            { RepositorySkills = skills };
            var request = new ExecutionRequest(
                repository, parsed.Enumerated<Severity>(severity), Fix: false, parsed.GetValue(offline), parsed.GetValue(revision), null, Claim.Feature, Workplace.Absolute(parsed.GetValue(output))) { Solve = solve };
            var outcome = await new ExecutionRun(workplace).StartAsync("solve", request, cancellationToken);
            return await DeliveryPrinter.PrintAsync(workplace, outcome, parsed.GetValue(format)!, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    /// <summary>The models of the option, else of the environment, in order; none when nothing is named, or with the problem when something there names no model.</summary>
    internal static (IReadOnlyList<string> Names, string? Problem) Models(string? named)
    {
        var text = named ?? Environment.GetEnvironmentVariable("BACKSMITH_MODEL");
        try
        {
            return (string.IsNullOrWhiteSpace(text) ? [] : [.. ModelName.ParseList(text).Select(model => model.ToString())], null);
        }
        catch (FormatException wrong)
        {
            return ([], wrong.Message);
        }
    }

    /// <summary>Why a task cannot be worked on as it was ordered; null when it can.</summary>
    internal static string? Problem(string task, (IReadOnlyList<string> Names, string? Problem) models, string? replay, decimal? budget) =>
        string.IsNullOrWhiteSpace(task) ? "The task is empty. Say in a sentence what is to be done."
        : models.Problem is { } unnamed ? unnamed
        : models.Names.Count == 0 && replay is null ? "Name a model: --model PROVIDER/NAME, or BACKSMITH_MODEL. Without a model there is 'backsmith review'."
        : replay is not null && !File.Exists(replay) ? $"'{replay}' does not exist."
        : budget <= 0 ? string.Create(CultureInfo.InvariantCulture, $"A budget of {budget} allows nothing. Name dollars, for example --budget 2.50.")
        : null;

    internal static string? RoleProblem(Workplace workplace, string role)
    {
        var (shelf, problem) = SolveShop.Roles(workplace);
        return problem ?? (shelf.Roles.ContainsKey(role) ? null : $"There is no role '{role}'. There are: {string.Join(", ", shelf.Roles.Keys)}.");
    }

    /// <summary>The skills of the repository as a record, when the user trusts them; or why the run cannot begin, and its exit code.</summary>
    private static async Task<(string? Digest, string? Problem, int ExitCode)> SkillsAsync(
        Workplace workplace, Repository repository, bool trusted, string? revision, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        IReadOnlyList<SkillFolder> own = [];
        if (!trusted)
        {
            await SkillSources.TellUntrustedAsync(repository);
        }
        else
        {
            (own, var refusal) = await SkillSources.OfRepositoryAsync(workplace, repository, revision, cancellationToken);
            if (refusal is not null)
            {
                return (null, refusal, ExitCode.NothingToDo);
            }
        }

        var library = SkillLibrary.Of([.. SkillSources.OfMachine(), .. own]);
        if (asked.FirstOrDefault(name => library.Find(name) is null) is { } unknown)
        {
            return (null, $"There is no skill '{unknown}'. 'backsmith skills list' lists those there are.", ExitCode.Usage);
        }

        await SkillSources.TellUnreadableAsync(library);
        return (own.Count == 0 ? null : await workplace.Records.PutAsync(own, cancellationToken), null, ExitCode.Clean);
    }

    private static async Task<(string? Digest, string? Problem)> ReadPlanAsync(Workplace workplace, string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return (null, null);
        }

        if (!File.Exists(path))
        {
            return (null, $"'{path}' does not exist.");
        }

        try
        {
            var plan = RecordJson.Read<WorkPlan>(await File.ReadAllBytesAsync(path, cancellationToken));
            return PlanProblem.Of(plan) is { } problem ? (null, $"{path}: {problem}") : (await workplace.Records.PutAsync(plan, cancellationToken), null);
        }
        catch (System.Text.Json.JsonException wrong)
        {
            return (null, $"{path} is no plan: {wrong.Message}");
        }
    }
}

using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Skills;

namespace Backsmith.Cli.Commands;

/// <summary><c>skills exam</c>: whether a model with a skill does its task, judged by tests that it does not see.</summary>
internal static class ExamCommand
{
    public static Command Create()
    {
        var name = SharedOptions.Operand("NAME", "Name of a skill.");
        var model = new Option<string?>("--model") { HelpName = "PROVIDER/NAME", Description = "Model that sits the exam; default: BACKSMITH_MODEL." };
        var budget = new Option<decimal?>("--budget") { HelpName = "USD", Description = "Dollars that it may cost." };
        var solution = new Option<bool>("--solution") { Description = "Judge the skill's own solution instead: whether the exam is a fair one." };
        var command = new Command("exam", "Have a model sit a skill's exam: its task in its repository, judged by acceptance tests that the model does not see.") { name, model, budget, solution };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var library = SkillLibrary.Of(SkillSources.OfMachine());
            var models = SolveCommand.Models(parsed.GetValue(model));
            if (library.Find(parsed.GetValue(name)!) is not { } skill)
            {
                return await Refusal.SayAsync($"There is no skill '{parsed.GetValue(name)}'. 'backsmith skills list' lists those there are.", ExitCode.NothingToDo);
            }

            if (ExamFile.Read(skill.Folder) is not { } exam || !ExamFile.HasParts(skill.Folder))
            {
                return await Refusal.SayAsync($"'{skill.Name}' has no exam that can be sat. 'backsmith skills lint {skill.Folder.Location}' says what is missing.", ExitCode.NothingToDo);
            }

            if (!parsed.GetValue(solution) && SolveCommand.Problem(exam.Task, models, null, parsed.GetValue(budget)) is { } problem)
            {
                return await Refusal.SayAsync($"{problem} With --solution the skill's own solution is judged.", ExitCode.Usage);
            }

            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            using var room = new ExamRoom(workplace, skill, exam);
            var (found, refused) = await workplace.EnterAsync(room.Task, cancellationToken);
            if (found is not { } repository)
            {
                return refused;
            }

            var (work, why) = parsed.GetValue(solution)
                ? (skill.Folder.Files[ExamFile.Solution], null)
                : await SolveAsync(
                    workplace,
                    new ExecutionRequest(repository, Severity.Warning, Fix: false, Offline: false, null, null, exam.Claim, null)
                    {
                        Solve = new SolveRequest(exam.Task, models.Names, SolveCommand.Standard, [skill.Name], new Budget(parsed.GetValue(budget)), PlanOnly: false, null, null),
                    },
                    cancellationToken);
            var result = work is null ? new ExamResult(false, why!, "") : await room.JudgeAsync(work, cancellationToken);
            Console.Out.WriteLine($"{skill.Name}: {(result.Passed ? "passed" : "failed")}. {PlainText.Line(result.Sentence)}");
            Console.Out.Write(result.Log.Length > 0 ? PlainText.Lines(result.Log) + "\n" : "");
            return result.Passed ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    private static async Task<(byte[]? Diff, string? Problem)> SolveAsync(Workplace workplace, ExecutionRequest request, CancellationToken cancellationToken)
    {
        var outcome = await new ExecutionRun(workplace).StartAsync("solve", request, cancellationToken);
        if (outcome.Delivery is not { } delivery)
        {
            return (null, outcome.Refusal);
        }

        var folder = await DeliveryWriter.WriteAsync(workplace, delivery, null, cancellationToken);
        await Console.Error.WriteLineAsync(folder is null ? "backsmith: no patch came of it" : $"backsmith: {Answer.Of(delivery).Headline} {folder}");
        return delivery.Patch is { } patch ? (patch.Diff.ToArray(), null) : (null, "No patch came of it.");
    }
}

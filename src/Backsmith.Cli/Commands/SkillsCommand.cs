using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Sandbox;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Backsmith.Storage.Skills;

namespace Backsmith.Cli.Commands;

/// <summary><c>skills</c>: what there is, what a task gets, and whether a skill is as it should be.</summary>
internal static class SkillsCommand
{
    public static Command Create() => new("skills", "Look at the skills that guide a model.") { List(), Show(), Lint(), ExamCommand.Create() };

    private static Command List()
    {
        var (repo, trust) = (SharedOptions.Repo(), SharedOptions.TrustSkills());
        var task = new Option<string?>("--task") { HelpName = "TEXT", Description = "Only the skills that this task would get, and why." };
        var format = SharedOptions.OneOf("--format", "What is printed on standard output.", "text", "text", "json");
        var command = new Command("list", "List the skills of Backsmith, of your home folder and of a repository that you trust.") { repo, trust, task, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (library, refused) = await LibraryAsync(parsed.GetValue(repo), parsed.GetValue(trust), cancellationToken);
            if (library is null)
            {
                return refused;
            }

            IReadOnlyList<SkillMatch>? matches = parsed.GetValue(task) is { } text ? new SkillChoice(library.Skills, SkillSources.Table()).For(text) : null;
            Console.Out.Write(parsed.GetValue(format) == "json" ? SkillListing.Json(library, matches) : SkillListing.Text(library, matches));
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Show()
    {
        var name = SharedOptions.Operand("NAME", "Name of a skill.");
        var file = SharedOptions.OptionalOperand("FILE", "A further file of it, such as references/aspnet-core.md.");
        var (repo, trust) = (SharedOptions.Repo(), SharedOptions.TrustSkills());
        var command = new Command("show", "Print a skill, or one of its files, as a model reads it.") { name, file, repo, trust };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (library, refused) = await LibraryAsync(parsed.GetValue(repo), parsed.GetValue(trust), cancellationToken);
            if (library is null)
            {
                return refused;
            }

            if (library.Find(parsed.GetValue(name)!) is not { } skill)
            {
                return await Refusal.SayAsync($"There is no skill '{parsed.GetValue(name)}'. 'backsmith skills list' lists those there are.", ExitCode.NothingToDo);
            }

            var text = parsed.GetValue(file) is { } wanted ? skill.Folder.Text(wanted) : SkillListing.Whole(skill);
            if (text is null)
            {
                return await Refusal.SayAsync($"'{skill.Name}' has no file '{parsed.GetValue(file)}' to read. It has {(skill.References.Count == 0 ? "none" : string.Join(", ", skill.References))}.", ExitCode.NothingToDo);
            }

            Console.Out.WriteLine(PlainText.Lines(text.TrimEnd('\n')));
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Lint()
    {
        var path = SharedOptions.OptionalOperand("PATH", "A skill's folder, or a folder of such; default: the skills of Backsmith.");
        var command = new Command("lint", "Hold skills to the Agent Skills specification, their checks and exams to what Backsmith asks for.") { path };
        command.SetAction(async (parsed, _) =>
        {
            var named = parsed.GetValue(path);
            var root = Path.GetFullPath(named ?? SkillSources.ProductFolder);
            var folders = File.Exists(Path.Combine(root, SkillFolder.Main))
                ? [SkillFolderReader.At(root, SkillOrigin.Home)]
                : SkillFolderReader.Below(root, named is null ? SkillOrigin.Product : SkillOrigin.Home);
            if (folders.Count == 0)
            {
                return await Refusal.SayAsync($"'{named}' is no folder with a {SkillFolder.Main}, and has none in the folders below it.", ExitCode.NothingToDo);
            }

            var lint = new SkillLint(SkillSources.Rules());
            var problems = folders.SelectMany(folder => lint.Check(folder).Select(problem => (At: folder.Location, Problem: problem))).ToList();
            var table = Path.Combine(root, DecisionTable.FileName);
            problems.AddRange(File.Exists(table) ? DecisionTableLint.Check(await File.ReadAllTextAsync(table, CancellationToken.None), folders).Select(problem => (root, problem)) : []);
            Console.Out.Write(SkillListing.Problems(problems));
            Console.Out.WriteLine($"{folders.Count} {(folders.Count == 1 ? "skill" : "skills")}, {(problems.Count == 0 ? "no problem" : problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}");
            return problems.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    /// <summary>The skills at hand, or an exit code. What is not read or cannot be used is said on standard error.</summary>
    private static async Task<(SkillLibrary? Library, int ExitCode)> LibraryAsync(string? repo, bool trusted, CancellationToken cancellationToken)
    {
        var folders = SkillSources.OfMachine().ToList();
        var located = KernelSandbox.Locate(Path.GetFullPath(repo ?? "."));
        if (located.Repository is not { } repository)
        {
            return repo is null ? (SkillLibrary.Of(folders), ExitCode.Clean) : (null, await Refusal.SayAsync(located.Refusal!, ExitCode.NothingToDo));
        }

        if (trusted)
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            if (await workplace.RefuseWithoutSandboxAsync(cancellationToken) is { } refused)
            {
                return (null, refused);
            }

            var (own, refusal) = await SkillSources.OfRepositoryAsync(workplace, repository, null, cancellationToken);
            if (refusal is not null)
            {
                return (null, await Refusal.SayAsync(refusal, ExitCode.NothingToDo));
            }

            folders.AddRange(own);
        }
        else
        {
            await SkillSources.TellUntrustedAsync(repository);
        }

        var library = SkillLibrary.Of(folders);
        await SkillSources.TellUnreadableAsync(library);
        return (library, ExitCode.Clean);
    }
}

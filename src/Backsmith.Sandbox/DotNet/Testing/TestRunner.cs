using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>Runs the built test assemblies with the SDK's test console, without the repository's build logic.</summary>
internal sealed class TestRunner(CopySession session, DotNetCommand dotnet, ExchangeFolder exchange, DotNetFolders folders, SandboxLimits limits, string root)
{
    private readonly TestCommands _commands = new(dotnet, limits, root);
    private readonly TargetRuntime _runtime = TargetRuntime.Of(folders.DotNetRoot);

    public async Task<TestOutcome> RunAsync(IReadOnlyList<BuiltProject> built, IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var tests = built.Where(output => output.IsTest || output.IsTestingPlatform).ToList();
        var outputs = await TestOutputs.LookAsync(session, folders, tests, root, cancellationToken);
        var (discovered, results, problems, commands, notes) = (new List<TestId>(), new List<TestResult>(), outputs.Problems.ToList(), new List<CommandRun>(), new List<string>());
        foreach (var project in tests)
        {
            var name = project.Name(tests.Count(other => other.Project == project.Project) > 1);
            if (TargetRuntime.IsOfWindows(project.TargetFramework))
            {
                notes.Add($"The tests of {name} were not run: {project.TargetFramework} exists on Windows alone.");
                continue;
            }

            var folder = "tests-" + Path.GetRandomFileName();
            var listed = await session.RunAsync(_commands.List(project, folder, outputs.Masks), cancellationToken);
            commands.Add(listed.Run);
            var found = Listed(folder);
            if (found is null or [] && project.IsTestingPlatform)
            {
                notes.Add($"The tests of {name} were not run: it is a program of Microsoft.Testing.Platform, which writes its results itself, and has no adapter for VSTest.");
                continue;
            }

            if (found is null)
            {
                problems.Add($"The tests of {name} could not be discovered: {listed.LastWords}");
                continue;
            }

            notes.AddRange(_runtime.Note(name, project.TargetFramework) is { } note ? [note] : []);
            discovered.AddRange(found.Where(test => only is null || only.Contains(test)).Select(test => new TestId(name, test)));
            if (found.Count > 0)
            {
                var run = await session.RunAsync(_commands.Run(project, folder, outputs.Masks, only), cancellationToken);
                commands.Add(run.Run);
                Take(name, folder, run, results, problems);
            }
        }

        Compare(discovered, results, problems);
        return new TestOutcome(discovered, results, problems, commands) { Notes = notes };
    }

    private List<string>? Listed(string folder) =>
        exchange.Files(folder, "tests.txt") is [var file] && ExchangeFolder.Text(file) is { } text
            ? [.. text.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : null;

    private void Take(string project, string folder, CommandResult run, List<TestResult> results, List<string> problems)
    {
        if (run.Run.End != CommandEnd.Exited)
        {
            problems.Add($"The tests of {project} did not end by themselves: {Describe(run.Run.End)}.");
        }

        if (exchange.Files(folder, "printed-too-much").Count > 0)
        {
            problems.Add($"The tests of {project} were stopped: they printed more than {limits.TestOutputBytes >> 20} MiB.");
        }

        if (exchange.Files(folder, "left-behind") is [var file] && ExchangeFolder.Text(file) is { Length: > 0 } left)
        {
            problems.Add($"The tests of {project} left processes behind: {left.Trim()}.");
        }

        var files = exchange.Files(folder, "*.trx");
        if (files.Count != 1)
        {
            problems.Add(files.Count == 0 ? $"The runner left no result file for {project}: {run.LastWords}" : $"{files.Count} result files lie where {project} leaves one.");
            return;
        }

        var read = TrxFile.Read(ExchangeFolder.Text(files[0]), project);
        results.AddRange(read.Results);
        problems.AddRange(read.Problems.Select(problem => $"{project}: {problem}"));
        var failed = read.Results.Any(result => result.Status == TestStatus.Failed);
        if (run.Run is { End: CommandEnd.Exited, ExitCode: var exit } && exit != 0 != failed && read.Problems.Count == 0)
        {
            problems.Add($"The runner of {project} ended with {exit}, which its result file does not explain.");
        }
    }

    /// <summary>A name listed once may report several cases; a name that reports fewer than it is listed lost some.</summary>
    private static void Compare(List<TestId> discovered, List<TestResult> results, List<string> problems)
    {
        var reported = results.GroupBy(result => (result.Test.Project, Method(result.Test.Name))).ToDictionary(group => group.Key, group => group.Count());
        var lost = discovered.GroupBy(test => (test.Project, Method(test.Name))).Where(group => reported.GetValueOrDefault(group.Key) < group.Count()).ToList();
        if (lost.Count > 0)
        {
            problems.Add($"Fewer tests were reported than discovered: {string.Join(", ", lost.Take(5).Select(group => $"{group.Key.Item2} ({reported.GetValueOrDefault(group.Key)} of {group.Count()})"))}.");
        }
    }

    private static string Method(string name) => name.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;

    private string Describe(CommandEnd end) => end switch
    {
        CommandEnd.TimedOut => $"stopped after {limits.TestTime.TotalSeconds:0} s",
        CommandEnd.OutputLimit => "they printed more than the limit",
        _ => "killed",
    };
}

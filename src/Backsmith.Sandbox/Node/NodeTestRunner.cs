using System.Text;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Node;

/// <summary>Runs the tests of a Node.js project: each known runner of its test script with a report, or the script itself, of which only the exit code is known.</summary>
internal sealed class NodeTestRunner(PartBench bench, NodeCommands commands, Part part)
{
    private const string Results = PartBench.ResultsTarget;

    /// <summary>Runs once.</summary>
    /// <param name="manifest">Whose script.</param>
    /// <param name="limit">For each runner; null for the sandbox's own.</param>
    /// <param name="cover">Whether lines are recorded.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<(TestOutcome Run, IReadOnlyList<FileCoverage>? Lines)> RunAsync(PackageJson manifest, TimeSpan? limit, bool cover, CancellationToken cancellationToken)
    {
        if (manifest.Script("test") is null)
        {
            return (new TestOutcome([], [], [], []), null);
        }

        var invocations = NodeTestScript.Of(manifest);
        if (invocations.Count == 0)
        {
            return await WholeAsync(limit, cover, cancellationToken);
        }

        var outcomes = new List<TestOutcome>();
        var lines = new List<FileCoverage>();
        foreach (var invocation in invocations)
        {
            var (outcome, reached) = await OneAsync(invocation, limit, cover, cancellationToken);
            outcomes.Add(outcome);
            lines.AddRange(reached ?? []);
        }

        var results = RepeatedNames.Number([.. outcomes.SelectMany(outcome => outcome.Results)]);
        var run = outcomes is [var single] ? single : new TestOutcome(
            [.. results.Select(result => result.Test)], results, [.. outcomes.SelectMany(outcome => outcome.Problems)], [.. outcomes.SelectMany(outcome => outcome.Commands)]) { Source = ResultSource.OwnProcess };
        return (run, lines);
    }

    private async Task<(TestOutcome Run, IReadOnlyList<FileCoverage>? Lines)> OneAsync(NodeInvocation invocation, TimeSpan? limit, bool cover, CancellationToken cancellationToken)
    {
        var line = $"{(invocation.Variables.Length > 0 ? $"export {invocation.Variables}; " : "")}exec {Line(invocation, cover)}";
        var command = commands.Of("test", part, "/bin/sh", "-c", line);
        // Jest and Vitest count lines themselves; for the others V8 does.
        var byEngine = cover && invocation.Runner is NodeRunner.Node or NodeRunner.Mocha or NodeRunner.Ava;
        var (result, folder) = await bench.IsolateAsync(byEngine ? Recorded(command) : command, limit, cancellationToken);
        var results = Read(invocation.Runner, folder, result);
        if (results is { Count: 0 } && result.Run.ExitCode == 0)
        {
            results = null;
        }

        var outcome = PartTestRun.Of(part, Path.GetFileName(invocation.Program), result, results, null, limit ?? bench.Limits.TestTime);
        var lines = !cover ? null : byEngine ? await EngineAsync(folder, cancellationToken) : NodeCoverage.ReadIstanbul(bench.Left(folder, "coverage/coverage-final.json"), bench.Root);
        return (outcome, lines);
    }

    private List<TestResult>? Read(NodeRunner runner, string folder, CommandResult result) => runner switch
    {
        NodeRunner.Jest => NodeReports.Jest(bench.Left(folder, "report.json"), part.Name, bench.At(part)),
        NodeRunner.Node => NodeReports.Lines(bench.Left(folder, "report.jsonl"), part.Name),
        NodeRunner.Ava => TapText.Read(Encoding.UTF8.GetString(result.Output), part.Name),
        _ => JUnitFile.Read(bench.Left(folder, "report.xml"), part.Name, element =>
            element.Attribute("name")?.Value is not { } name ? null : element.Attribute("classname")?.Value is { Length: > 0 } type ? $"{type} > {name}" : name),
    };

    private static string Line(NodeInvocation invocation, bool cover)
    {
        var (program, arguments) = (invocation.Program, invocation.Arguments);
        return invocation.Runner switch
        {
            NodeRunner.Jest => $"{program} {arguments} --ci --json --outputFile={Results}/report.json --watchAll=false "
                + (cover ? $"--coverage --coverageReporters=json --coverageDirectory={Results}/coverage --coverageThreshold='{{}}'" : "--coverage=false"),
            NodeRunner.Vitest => $"{program} run {arguments} --reporter=junit --outputFile={Results}/report.xml "
                + (cover ? $"--coverage.enabled=true --coverage.reporter=json --coverage.reportsDirectory={Results}/coverage --coverage.thresholds.lines=0 --coverage.thresholds.functions=0 --coverage.thresholds.branches=0 --coverage.thresholds.statements=0" : "--coverage.enabled=false"),
            NodeRunner.Mocha => $"{program} {arguments} --reporter xunit --reporter-option output={Results}/report.xml",
            NodeRunner.Ava => $"{program} {arguments} --tap",
            _ => $"{program} --test-reporter={DotNetFolders.ToolsTarget}/node_report.mjs --test-reporter-destination={Results}/report.jsonl {arguments}",
        };
    }

    /// <summary>The test script as it stands.</summary>
    private async Task<(TestOutcome Run, IReadOnlyList<FileCoverage>? Lines)> WholeAsync(TimeSpan? limit, bool cover, CancellationToken cancellationToken)
    {
        var command = commands.Of("test", part, "npm", "test", "--silent");
        var (result, folder) = await bench.IsolateAsync(cover ? Recorded(command) : command, limit, cancellationToken);
        var lines = cover ? await EngineAsync(folder, cancellationToken) : null;
        if (TapText.Read(Encoding.UTF8.GetString(result.Output), part.Name) is { Count: > 0 } tap)
        {
            return (PartTestRun.Of(part, "npm test", result, tap, null, limit ?? bench.Limits.TestTime), lines);
        }

        var test = new TestId(part.Name, "npm test");
        var status = result.Succeeded ? TestStatus.Passed : TestStatus.Failed;
        var whole = new TestResult(test, status, result.Run.Duration, status == TestStatus.Failed ? result.LastWords : null);
        return (PartTestRun.Of(part, "npm test", result, result.Run.End == CommandEnd.Exited ? [whole] : null, [test], limit ?? bench.Limits.TestTime) with
        {
            Source = ResultSource.ExitCode,
            Notes = [$"The runner behind 'npm test' of {part.Name} is not known here, so only its exit code is."],
        }, lines);
    }

    private static SandboxCommand Recorded(SandboxCommand command) =>
        command with { Environment = new Dictionary<string, string>(command.Environment) { ["NODE_V8_COVERAGE"] = Results + "/v8" } };

    private async Task<IReadOnlyList<FileCoverage>?> EngineAsync(string folder, CancellationToken cancellationToken)
    {
        var command = commands.Of("cover", part, "node", "--no-warnings", $"{DotNetFolders.ToolsTarget}/node_lines.mjs", $"{DotNetFolders.ExchangeTarget}/{folder}/v8", bench.Root);
        var result = await bench.Session.RunAsync(command with { Access = CopyAccess.ReadOnly, Mounts = [.. command.Mounts, new SandboxMount(bench.Shared.Exchange, DotNetFolders.ExchangeTarget)] }, cancellationToken);
        return result.Succeeded ? NodeCoverage.ReadLines(Encoding.UTF8.GetString(result.Output)) : null;
    }
}

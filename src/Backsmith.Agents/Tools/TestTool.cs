using System.ComponentModel;
using System.Globalization;
using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Tools;

/// <summary>Builds, then runs tests.</summary>
public sealed class TestTool : AgentTool<TestTool.Arguments>
{
    private const int Most = 30;

    /// <summary>Which tests.</summary>
    /// <param name="Only">Fully qualified names.</param>
    public sealed record Arguments([property: Description("Fully qualified names of the tests to run; empty for all.")] IReadOnlyList<string>? Only = null);

    /// <inheritdoc/>
    public override string Name => "test";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var copy = context.Workspace.Copy;
        var restore = await copy.RestoreAsync(context.Workspace.Subject, NetworkAccess.None, cancellationToken);
        context.Progress.Report("building to test");
        var build = await copy.BuildAsync(context.Workspace.Subject, cancellationToken);
        if (!build.Succeeded)
        {
            return BuildTool.Answer(build, restore);
        }

        context.Progress.Report("testing");
        return Answer(await copy.TestAsync(context.Workspace.Subject, arguments.Only is { Count: > 0 } only ? only : null, null, cancellationToken));
    }

    private static ToolAnswer.Said Answer(TestOutcome outcome)
    {
        var failed = outcome.Results.Where(result => result.Status == TestStatus.Failed).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{outcome.Results.Count(result => result.Status == TestStatus.Passed)} passed, {failed.Count} failed, {outcome.Results.Count(result => result.Status == TestStatus.Skipped)} skipped; there are {outcome.Discovered.Count} tests, a test with several cases counted once.\n");
        foreach (var problem in outcome.Problems)
        {
            text.AppendLine(problem);
        }

        foreach (var result in failed.Take(Most))
        {
            text.Append(CultureInfo.InvariantCulture, $"FAILED {result.Test.Name}\n{result.Message}\n");
        }

        text.Append(failed.Count > Most ? $"… and {failed.Count - Most} more." : "");
        return new ToolAnswer.Said(text.ToString().TrimEnd(), failed.Count > 0 || outcome.Problems.Count > 0);
    }
}

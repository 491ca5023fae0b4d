using System.ComponentModel;
using Backsmith.Findings;

namespace Backsmith.Server.Tools;

/// <summary>Finds what is wrong, repairs what can be, proves it.</summary>
internal sealed class ReviewTool : RunningTool<ReviewTool.Arguments>
{
    internal sealed record Arguments(
        [property: Description(RunArguments.Path)] string Path,
        [property: Description("Whether to make fixes and prove them; false only reports, and is faster.")] bool Fix = true,
        [property: Description(RunArguments.Base)] string? Base = null,
        [property: Description(RunArguments.Severity)] Severity Severity = Severity.Warning,
        [property: Description(RunArguments.Offline)] bool Offline = false,
        [property: Description(RunArguments.Wait)] int? Wait = null);

    /// <inheritdoc/>
    public override string Name => "review";

    /// <inheritdoc/>
    public override string Title => "Review a backend";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Runs;

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken) =>
        RunAsync(new Order.Review(arguments.Path, new Scope(arguments.Base, arguments.Severity, arguments.Offline), arguments.Fix), arguments.Wait, call, cancellationToken);
}

/// <summary>What arguments of several tools mean.</summary>
internal static class RunArguments
{
    public const string Path = "What to work on: absolute path of a folder, a solution or a project. It is read, never written.";
    public const string Base = "Take the tree of this git revision as the base instead of the working tree as it stands.";
    public const string Severity = "Findings at or above it count: they make the exit code 1, and refute a patch that adds them.";
    public const string Offline = "Do not use the network, not even to restore the packages of the base.";
    public const string Wait = "Answer after so many seconds at the latest, while the run goes on; tasks_resume then waits for it. For clients that give up on long calls. Default: answer when it has ended.";
    public const string Execution = "Id of an execution, or a prefix of it that is unique; default: the newest.";
    public const string Repository = "Absolute path of a repository; default: only what is known for every repository.";
}

using System.ComponentModel;
using Backsmith.Findings;

namespace Backsmith.Server.Tools;

/// <summary>Has the configured model work on a task.</summary>
internal sealed class SolveTool : RunningTool<SolveTool.Arguments>
{
    internal sealed record Arguments(
        [property: Description(RunArguments.Path)] string Path,
        [property: Description("What is to be done, in a few sentences.")] string Task,
        [property: Description("Role that works on it, for example backend-engineer or database-engineer; default: backend-engineer.")] string? Role = null,
        [property: Description("Names of skills to use; default: those that the task's words call for.")] IReadOnlyList<string>? Skills = null,
        [property: Description("US dollars that the whole execution may cost, more than 0.")] decimal? Budget = null,
        [property: Description("Write the plan and stop.")] bool PlanOnly = false,
        [property: Description(RunArguments.Base)] string? Base = null,
        [property: Description(RunArguments.Severity)] Severity Severity = Severity.Warning,
        [property: Description(RunArguments.Offline)] bool Offline = false,
        [property: Description(RunArguments.Wait)] int? Wait = null);

    /// <inheritdoc/>
    public override string Name => "solve";

    /// <inheritdoc/>
    public override string Title => "Have a task worked on";

    /// <summary>It spends the user's money, so it is not called without being asked for.</summary>
    public override Effect Effect { get; } = new(Writes: true, Destroys: false, Repeatable: false, Reaches: true);

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken) =>
        RunAsync(
            new Order.Solve(arguments.Path, new Scope(arguments.Base, arguments.Severity, arguments.Offline), arguments.Task, arguments.Role, arguments.Skills ?? [], arguments.Budget, arguments.PlanOnly),
            arguments.Wait, call, cancellationToken);
}

using System.ComponentModel;
using Backsmith.Executions;

namespace Backsmith.Server.Tools;

/// <summary>Goes on with an execution.</summary>
internal sealed class TasksResumeTool : RunningTool<TasksResumeTool.Arguments>
{
    internal sealed record Arguments(
        [property: Description("Id of an execution, or a prefix of it that is unique; default: the newest that is not finished.")] string? Execution = null,
        [property: Description(RunArguments.Wait)] int? Wait = null);

    /// <inheritdoc/>
    public override string Name => "tasks_resume";

    /// <inheritdoc/>
    public override string Title => "Go on with an execution";

    /// <summary>What it goes on with may be work of a model, which costs money.</summary>
    public override Effect Effect { get; } = new(Writes: true, Destroys: false, Repeatable: true, Reaches: true);

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var (execution, problem) = await Named.ExecutionAsync(call.Engine, arguments.Execution, active: true, cancellationToken);
        return execution is null ? ToolReply.Wrong(problem)
            : execution.State is ExecutionState.Cancelled ? ToolReply.Wrong($"Execution {execution.Id} was cancelled. Start a new one.")
            : await RunAsync(new Order.Resume(execution.Id), arguments.Wait, call, cancellationToken);
    }
}

using System.ComponentModel;
using Backsmith.Executions;

namespace Backsmith.Server.Tools;

/// <summary>Cancels a task or a whole execution.</summary>
internal sealed class TasksCancelTool : ServerTool<TasksCancelTool.Arguments, TasksCancelTool.Cancelled>
{
    private const int Interrupted = 130;

    internal sealed record Arguments(
        [property: Description("Number of a task; those that wait for it are cancelled with it.")] long? Task = null,
        [property: Description("Id of an execution, or a prefix of it that is unique: all that is left of it is cancelled, and it cannot be gone on with.")] string? Execution = null);

    internal sealed record Cancelled(string Execution, [property: Description("The task; null when the whole execution was cancelled.")] long? Task);

    /// <inheritdoc/>
    public override string Name => "tasks_cancel";

    /// <inheritdoc/>
    public override string Title => "Cancel a task or an execution";

    /// <inheritdoc/>
    public override Effect Effect { get; } = new(Writes: true, Destroys: true, Repeatable: true, Reaches: false);

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken) => arguments switch
    {
        { Task: { } number, Execution: null } => TaskAsync(number, call, cancellationToken),
        { Task: null, Execution: { Length: > 0 } id } => ExecutionAsync(id, call, cancellationToken),
        _ => System.Threading.Tasks.Task.FromResult(ToolReply.Wrong("Name either a task or an execution.")),
    };

    private static async Task<ToolReply> TaskAsync(long number, ToolCall call, CancellationToken cancellationToken)
    {
        var (task, problem) = await Named.TaskAsync(call.Engine, number, cancellationToken);
        return task is null ? ToolReply.Wrong(problem)
            : await call.Engine.Store.CancelAsync(number, "Cancelled by the user.", cancellationToken) ? ToolReply.Done($"Task {number} is cancelled, and those that wait for it.", new Cancelled(task.ExecutionId, number))
            : ToolReply.Wrong($"Task {number} has ended already: it is {task.State}.");
    }

    private static async Task<ToolReply> ExecutionAsync(string id, ToolCall call, CancellationToken cancellationToken)
    {
        var (execution, problem) = await Named.ExecutionAsync(call.Engine, id, active: false, cancellationToken);
        return execution is null ? ToolReply.Wrong(problem)
            : await call.Engine.Store.FinishAsync(execution.Id, ExecutionState.Cancelled, Interrupted, cancellationToken) ? ToolReply.Done($"Execution {execution.Id} is cancelled.", new Cancelled(execution.Id, null))
            : ToolReply.Wrong($"Execution {execution.Id} has ended already: it is {execution.State}.");
    }
}

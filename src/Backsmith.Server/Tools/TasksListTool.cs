using System.ComponentModel;
using System.Globalization;

namespace Backsmith.Server.Tools;

/// <summary>Lists the tasks of an execution.</summary>
internal sealed class TasksListTool : ServerTool<TasksListTool.Arguments, TasksListTool.Listing>
{
    private const int Others = 20;

    internal sealed record Arguments([property: Description(RunArguments.Execution)] string? Execution = null);

    internal sealed record Listing(
        [property: Description("What to take texts in here for.")] string Notice,
        [property: Description("The execution whose tasks are listed; null when nothing was run yet.")] ExecutionData? Execution,
        IReadOnlyList<TaskData> Tasks,
        [property: Description("The newest executions.")] IReadOnlyList<ExecutionData> Newest);

    /// <inheritdoc/>
    public override string Name => "tasks_list";

    /// <inheritdoc/>
    public override string Title => "List executions and tasks";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var (execution, problem) = await Named.ExecutionAsync(call.Engine, arguments.Execution, active: false, cancellationToken);
        if (execution is null)
        {
            return arguments.Execution is null ? ToolReply.Done(problem, new Listing(RepositoryText.Notice, null, [], [])) : ToolReply.Wrong(problem);
        }

        var tasks = (await call.Engine.Store.TasksAsync(execution.Id, cancellationToken)).Select(TaskData.Of).ToList();
        var newest = (await call.Engine.Store.ListAsync(Others, cancellationToken)).Where(one => call.Engine.Reaches(one.RepositoryRoot)).Select(ExecutionData.Of).ToList();
        var lines = tasks.Select(task => $"{task.Task.ToString(CultureInfo.InvariantCulture),6}  {task.State,-10} {task.Phase,-13} {task.Title}{(task.AwaitsAnswer ? "  (waits for tasks_answer)" : "")}{(task.Error is { } error ? $"  [{error}]" : "")}");
        var others = string.Join('\n', newest.Select(one => $"{one.Execution}  {one.Kind}  {one.State}  {one.Repository}"));
        return ToolReply.Done(
            $"Execution {execution.Id}: {execution.Kind}, {execution.State}.\n{RepositoryText.Mark(string.Join('\n', lines))}\nNewest executions:\n{RepositoryText.Mark(others)}",
            new Listing(RepositoryText.Notice, ExecutionData.Of(execution), tasks, newest));
    }
}

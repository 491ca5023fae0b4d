using System.ComponentModel;
using Backsmith.WorkTasks;

namespace Backsmith.Server.Tools;

/// <summary>Shows one task whole.</summary>
internal sealed class TasksShowTool : ServerTool<TasksShowTool.Arguments, TasksShowTool.Shown>
{
    internal sealed record Arguments([property: Description("Number of the task.")] long Task);

    internal sealed record Shown(
        [property: Description("What to take texts in here for.")] string Notice,
        TaskData Task,
        string Execution,
        string Description,
        string Rationale,
        TaskPurpose Purpose,
        int Attempt,
        int MaxAttempts,
        [property: Description("Numbers of the tasks that must complete first.")] IReadOnlyList<long> BlockedBy,
        [property: Description("Its output as JSON; null when there is none.")] string? Result);

    /// <inheritdoc/>
    public override string Name => "tasks_show";

    /// <inheritdoc/>
    public override string Title => "Show a task";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var (task, problem) = await Named.TaskAsync(call.Engine, arguments.Task, cancellationToken);
        if (task is null)
        {
            return ToolReply.Wrong(problem);
        }

        var shown = new Shown(
            RepositoryText.Notice, TaskData.Of(task), task.ExecutionId, RepositoryText.Line(task.Description), RepositoryText.Line(task.Rationale), task.Purpose, task.Attempt, task.MaxAttempts,
            task.BlockedBy, task.Result is { } result ? RepositoryText.Line(result) : null);
        var text = $"{shown.Task.Title}\n{task.Description}\nWhy: {task.Rationale}\n{(shown.Task.Error is { } error ? $"Error: {error}" : $"Result: {shown.Result ?? "none yet"}")}";
        return ToolReply.Done($"Task {task.Id} of {task.ExecutionId}: {task.State}, attempt {task.Attempt} of {task.MaxAttempts}.\n{RepositoryText.Mark(text)}", shown);
    }
}

using System.ComponentModel;
using Backsmith.Storage;

namespace Backsmith.Server.Tools;

/// <summary>Answers a question.</summary>
internal sealed class TasksAnswerTool : ServerTool<TasksAnswerTool.Arguments, TasksAnswerTool.Answered>
{
    internal sealed record Arguments(
        [property: Description("Number of the question's task.")] long Task,
        [property: Description("The user's answer.")] string Answer);

    internal sealed record Answered(long Task, [property: Description("To go on with by tasks_resume.")] string Execution);

    /// <inheritdoc/>
    public override string Name => "tasks_answer";

    /// <inheritdoc/>
    public override string Title => "Answer a question";

    /// <inheritdoc/>
    public override Effect Effect { get; } = new(Writes: true, Destroys: false, Repeatable: false, Reaches: false);

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(arguments.Answer))
        {
            return ToolReply.Wrong("The answer is empty. Ask the user.");
        }

        var (task, problem) = await Named.TaskAsync(call.Engine, arguments.Task, cancellationToken);
        return task is null ? ToolReply.Wrong(problem)
            : await call.Engine.Store.AnswerAsync(task.Id, RecordJson.Write(arguments.Answer), cancellationToken) ? ToolReply.Done($"Answered. Call tasks_resume with execution {task.ExecutionId} to go on.", new Answered(task.Id, task.ExecutionId))
            : ToolReply.Wrong($"Task {task.Id} is no open question: it is {task.State}. tasks_list marks those that wait for an answer.");
    }
}

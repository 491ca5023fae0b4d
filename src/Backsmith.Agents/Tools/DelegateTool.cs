using System.ComponentModel;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Tools;

/// <summary>Gives work to another role and waits for its answer.</summary>
public sealed class DelegateTool : AgentTool<DelegateTool.Arguments>
{
    /// <summary>The work.</summary>
    /// <param name="Role">Who does it.</param>
    /// <param name="Title">One line.</param>
    /// <param name="Needed">What is needed.</param>
    /// <param name="Why">Why, and why by that role.</param>
    /// <param name="Edits">Whether files are to be changed.</param>
    public sealed record Arguments(
        [property: Description("Name of the role.")] string Role,
        [property: Description("One line.")] string Title,
        [property: Description("What is needed, with everything the other one has to know.")] string Needed,
        [property: Description("Why it is needed, and why by that role.")] string Why,
        [property: Description("Whether files are to be changed; otherwise an answer is enough.")] bool Edits = false);

    /// <inheritdoc/>
    public override string Name => "delegate";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (!context.Knowledge.Roles.ContainsKey(arguments.Role))
        {
            return ToolAnswer.Wrong($"There is no role '{arguments.Role}'. There are: {string.Join(", ", context.Knowledge.Roles.Keys)}.");
        }

        if (arguments.Edits && !context.Workspace.CanWrite)
        {
            return ToolAnswer.Wrong("This task only reads, so it cannot wait for one that edits. Spawn a building task instead.");
        }

        var phase = arguments.Edits ? Phase.Building : Phase.Investigation;
        var key = $"{TaskKey.Of(phase, TaskPurpose.Plan, arguments.Title)}@{arguments.Role}";
        var tasks = await context.Store.TasksAsync(context.Task.ExecutionId, cancellationToken);
        if (tasks.FirstOrDefault(task => task.Key == key) is { } given && TaskStateMachine.IsFinal(given.State))
        {
            return Answer(given, context.Workspace.Conflicts);
        }

        var own = RecordJson.Read<WorkPayload>(context.Task.Payload);
        var work = new NewTask(
            key, "work", phase, TaskPurpose.Plan, arguments.Title, arguments.Needed, arguments.Why,
            RecordJson.Write(own with { Role = arguments.Role, Done = [], Feedback = null }), [], MaxAttempts: 3);
        var spawned = await context.Store.SpawnAsync(context.Task.Id, context.Task.Attempt, [work], context.Limits, cancellationToken);
        return spawned.Accepted ? new ToolAnswer.Later([key]) : ToolAnswer.Wrong(spawned.Refusal!);
    }

    private static ToolAnswer Answer(WorkTask given, IReadOnlyList<string> conflicts)
    {
        if (given.Result is null)
        {
            return ToolAnswer.Wrong($"It could not be done: {given.Error}");
        }

        var result = RecordJson.Read<WorkResult>(given.Result);
        return result.Report is { } report
            ? ToolAnswer.Ok($"{report.Summary}\n\n{report.Analysis}\n\n{report.Decision}" + (result.Changes is null ? "" : "\n\nIt changed files; they are in your copy now.") + (conflicts.Count == 0 ? "" : $"\n\nYou both changed {string.Join(", ", conflicts)}: both versions stand there between markers. Settle that first."))
            : ToolAnswer.Wrong($"It was not finished: {result.Stopped}");
    }
}

using System.ComponentModel;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Tools;

/// <summary>Asks the user.</summary>
public sealed class AskTool : AgentTool<AskTool.Arguments>
{
    /// <summary>The question.</summary>
    /// <param name="Question">What to ask.</param>
    /// <param name="Options">Answers to choose from.</param>
    /// <param name="Why">What depends on it.</param>
    public sealed record Arguments(
        [property: Description("One precise question.")] string Question,
        [property: Description("Answers to choose from, the one you would take first; empty when it is open.")] IReadOnlyList<string> Options,
        [property: Description("What depends on the answer.")] string Why);

    /// <inheritdoc/>
    public override string Name => "ask";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var key = "question:" + TaskKey.Of(context.Task.Phase, context.Task.Purpose, arguments.Question);
        var tasks = await context.Store.TasksAsync(context.Task.ExecutionId, cancellationToken);
        if (tasks.FirstOrDefault(task => task.Key == key) is { } asked && TaskStateMachine.IsFinal(asked.State))
        {
            return asked.Result is { } answer ? ToolAnswer.Ok(RecordJson.Read<string>(answer)) : ToolAnswer.Wrong("Nobody will answer that. Decide yourself, and name it among the risks.");
        }

        var options = arguments.Options.Count == 0 ? "" : "\n" + string.Join('\n', arguments.Options.Select(option => "- " + option));
        var question = new NewTask(key, "question", context.Task.Phase, TaskPurpose.Plan, arguments.Question, arguments.Question + options, arguments.Why, "{}", []) { AwaitsAnswer = true };
        var spawned = await context.Store.SpawnAsync(context.Task.Id, context.Task.Attempt, [question], context.Limits, cancellationToken);
        return spawned.Accepted ? new ToolAnswer.Later([key]) : ToolAnswer.Wrong(spawned.Refusal!);
    }
}

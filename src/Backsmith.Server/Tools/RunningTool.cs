using Backsmith.Server.Resources;
using Backsmith.WorkTasks;

namespace Backsmith.Server.Tools;

/// <summary>A tool that runs an execution.</summary>
/// <typeparam name="TArguments">What it is told.</typeparam>
internal abstract class RunningTool<TArguments> : ServerTool<TArguments, Outcome>
    where TArguments : class
{
    /// <summary>Longest time to wait: a day, in seconds.</summary>
    private const int MostSeconds = 86_400;

    /// <summary>Runs an order and puts into words what came of it.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="seconds">How long to wait for its end; null for however long it takes.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    protected static async Task<ToolReply> RunAsync(Order order, int? seconds, ToolCall call, CancellationToken cancellationToken)
    {
        if (seconds is < 0 or > MostSeconds)
        {
            return ToolReply.Wrong($"'wait' must be from 0 to {MostSeconds} seconds.");
        }

        var report = await call.Runs.RunAsync(order, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, call.Progress, cancellationToken);
        if (report is { Running: true, ExecutionId: { } running })
        {
            var outcome = Outcome.Running(running);
            return ToolReply.Done(OutcomeText.Of(outcome), outcome);
        }

        if (report.Delivery is { } delivery)
        {
            var links = DeliveryAddress.Links(delivery);
            var outcome = Outcome.Of(delivery, [.. links.Select(link => link.Uri)]);
            return ToolReply.Done(OutcomeText.Of(outcome), outcome, links);
        }

        if (report is { Plan: { } plan, ExecutionId: { } planned })
        {
            var outcome = Outcome.Of(planned, plan);
            return ToolReply.Done(OutcomeText.Of(outcome), outcome);
        }

        return await WaitingAsync(report, call, cancellationToken) ?? ToolReply.Wrong(RepositoryText.Line(report.Refusal ?? "Nothing came of it."));
    }

    private static async Task<ToolReply?> WaitingAsync(RunReport report, ToolCall call, CancellationToken cancellationToken)
    {
        if (report.ExecutionId is not { } execution)
        {
            return null;
        }

        var tasks = await call.Engine.Store.TasksAsync(execution, cancellationToken);
        OutcomeQuestion[] open = [.. tasks.Where(task => task is { AwaitsAnswer: true, State: TaskState.Pending }).Select(task => new OutcomeQuestion(task.Id, RepositoryText.Line(task.Description), RepositoryText.Line(task.Rationale)))];
        if (open.Length == 0)
        {
            return null;
        }

        var outcome = Outcome.Of(execution, open);
        return ToolReply.Done(OutcomeText.Of(outcome), outcome);
    }
}

using System.Text;
using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Secrets;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>Has a role that did not write a patch look at it before it is handed over. What it finds that blocks goes back to a worker, a bounded number of times.</summary>
public sealed class PeerReviewTask(Workshop workshop) : ITaskHandler
{
    /// <summary>Who is asked, the first that wrote none of it.</summary>
    private static readonly string[] Reviewers = ["tech-lead", "backend-engineer", "security-engineer", "qa-engineer"];

    private readonly RecordStore _records = new(workshop.Blobs);

    /// <inheritdoc/>
    public string Kind => "peer-review";

    /// <inheritdoc/>
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var proven = RecordJson.Read<ProvePayload>(context.Task.Payload);
        if (await ReviewerAsync(context.Task.ExecutionId, cancellationToken) is not { } role)
        {
            return Deliver(new PeerReview(null, null, "Every role that could review it took part in it."), proven);
        }

        await using var session = await WorkSession.OpenAsync(workshop, context, proven.Base, canWrite: false, cancellationToken);
        var diff = await workshop.Blobs.GetAsync(proven.Diff!, cancellationToken) ?? throw new StorageException(StorageFault.Damaged, "The diff under review is missing. Start a new execution.");
        if (await session.Workspace.Copy.ApplyAsync(diff, cancellationToken) is { Applied: false, Refusal: var why })
        {
            throw new IOException($"The proven diff does not apply any more: {why}");
        }

        return await session.RunAsync(role, new SubmitReviewTool(), () => OpeningAsync(context.Task.ExecutionId, role, proven, diff, session.Secrets, cancellationToken), cancellationToken) switch
        {
            LoopEnd.Waiting waiting => new TaskOutcome.Suspended(waiting.Keys),
            LoopEnd.Stopped stopped => Deliver(new PeerReview(role, null, stopped.Reason), proven),
            LoopEnd.Finished finished => await ConcludeAsync(role, RecordJson.Read<ReviewOpinion>(finished.Result), proven, cancellationToken),
            var other => throw new InvalidOperationException($"Not an end of a loop: {other}"),
        };
    }

    private async ValueTask<string?> ReviewerAsync(string executionId, CancellationToken cancellationToken)
    {
        var tasks = await workshop.Store.TasksAsync(executionId, cancellationToken);
        var authors = tasks.Where(task => task is { Kind: "work", Phase: Phase.Building }).Select(task => RecordJson.Read<WorkPayload>(task.Payload).Role).ToHashSet();
        return Reviewers.Concat(workshop.Knowledge.Roles.Keys).FirstOrDefault(role => workshop.Knowledge.Roles.ContainsKey(role) && !authors.Contains(role));
    }

    private async ValueTask<IReadOnlyList<ChatMessage>> OpeningAsync(string executionId, string role, ProvePayload proven, byte[] diff, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var plan = await _records.GetAsync<WorkPlan>(proven.Plan!, cancellationToken);
        var shown = DiffText.Of(new Redaction(secrets).Of(Encoding.UTF8.GetString(diff)), workshop.Options.LongestOutput * 4, _ => true);
        var decisions = await new FinishedWork(workshop.Store, _records).DecisionsAsync(executionId, cancellationToken);
        return Prompt.ForReview(workshop.Texts(role, $"code review\n{workshop.Solve.Task}"), workshop.Solve.Task, plan, decisions, shown);
    }

    private async ValueTask<TaskOutcome> ConcludeAsync(string role, ReviewOpinion opinion, ProvePayload proven, CancellationToken cancellationToken)
    {
        var review = new PeerReview(role, opinion, null);
        if (opinion.Approve || proven.Round >= workshop.Solve.Budget.Rounds)
        {
            return Deliver(review, proven);
        }

        var blocking = opinion.Points.Where(point => point.Blocking).Select(point => $"{point.Place}: {point.Problem} Remedy: {point.Remedy}").ToList();
        var text = $"The patch is proven, and {role} reviewed it: {opinion.Summary}\n\nWhat blocks:\n{PlanText.Bullets(blocking)}";
        var feedback = await workshop.Blobs.PutAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        var last = proven with { Held = proven with { Held = null } };
        return new TaskOutcome.Completed(RecordJson.Write(review), Plan.Mend(last, "Mend what the review found", opinion.Summary, workshop.Solve.Role, blocking, feedback));
    }

    private static TaskOutcome Deliver(PeerReview review, ProvePayload proven) => new TaskOutcome.Completed(RecordJson.Write(review), [Plan.Deliver(RecordJson.Write(proven))]);
}

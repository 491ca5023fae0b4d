using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Deliveries;

/// <summary>What workers planned, said and spent: the part of a delivery of <c>solve</c> that no other has.</summary>
/// <param name="Task">The user's words.</param>
/// <param name="Plan">What was planned; null when no plan came to be.</param>
/// <param name="Workers">What each task came to, in order of creation.</param>
/// <param name="Questions">Questions that are open or were answered.</param>
/// <param name="Reviews">What roles that did not write the patch said about it, round by round.</param>
/// <param name="Spending">What it cost.</param>
public sealed record Engineering(
    string Task, WorkPlan? Plan, IReadOnlyList<WorkerOutcome> Workers, IReadOnlyList<AskedQuestion> Questions, IReadOnlyList<PeerReview> Reviews, Spending Spending)
{
    /// <summary>Why work was broken off; null when none was.</summary>
    public string? Stopped => Workers.Select(worker => worker.Stopped).Append(Reviews is [.., { Role: not null, Stopped: var why }] ? why : null).FirstOrDefault(reason => reason is not null);

    /// <summary>What still blocks the patch in the eyes of the last reviewer; empty when nothing does.</summary>
    public IReadOnlyList<ReviewPoint> Blocking => Reviews is [.., { Opinion: { Approve: false } opinion }] ? [.. opinion.Points.Where(point => point.Blocking)] : [];

    /// <summary>Gathers what the tasks of an execution came to.</summary>
    internal static async ValueTask<Engineering> OfAsync(string task, string? plan, string executionId, IExecutionStore store, RecordStore records, CancellationToken cancellationToken)
    {
        var tasks = await store.TasksAsync(executionId, cancellationToken);
        return new Engineering(
            task,
            plan is null ? null : await records.GetAsync<WorkPlan>(plan, cancellationToken),
            [.. tasks.Where(work => work.Kind == "work").Select(WorkerOutcome.Of)],
            [.. tasks.Where(work => work.AwaitsAnswer).Select(work => new AskedQuestion(work.Id, work.Title, work.Result is { } answer ? RecordJson.Read<string>(answer) : null))],
            [.. tasks.Where(task => task is { Kind: "peer-review", Result: not null }).Select(task => RecordJson.Read<PeerReview>(task.Result!))],
            await store.SpendingAsync(executionId, cancellationToken));
    }
}

/// <summary>What one task came to.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Purpose">Why it existed.</param>
/// <param name="Title">One line.</param>
/// <param name="Role">Who worked on it.</param>
/// <param name="Report">What the worker says; null when it ended without.</param>
/// <param name="Changed">Whether it changed files.</param>
/// <param name="Stopped">Why it ended before it was done; null when it ended by itself.</param>
public sealed record WorkerOutcome(string Key, Phase Phase, TaskPurpose Purpose, string Title, string Role, WorkReport? Report, bool Changed, string? Stopped)
{
    /// <summary>Facts that the worker proposes for the memory; default none.</summary>
    public IReadOnlyList<string> Proposals { get; init; } = [];

    internal static WorkerOutcome Of(WorkTask work)
    {
        var role = RecordJson.Read<WorkPayload>(work.Payload).Role;
        if (work.Result is null)
        {
            return new WorkerOutcome(work.Key, work.Phase, work.Purpose, work.Title, role, null, false, work.Error ?? "It was not worked on.");
        }

        var result = RecordJson.Read<WorkResult>(work.Result);
        return new WorkerOutcome(work.Key, work.Phase, work.Purpose, work.Title, role, result.Report, result.Changes is not null, result.Stopped) { Proposals = result.Proposals };
    }
}

/// <summary>A question and its answer.</summary>
/// <param name="TaskId">Its task.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered; null while it is open.</param>
public sealed record AskedQuestion(long TaskId, string Question, string? Answer);

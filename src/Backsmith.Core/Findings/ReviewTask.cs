using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Findings;

/// <summary>Restores and reviews the base; queues a repair for each finding that has a fix, and the measuring of the base.</summary>
public sealed class ReviewTask(ExecutionRequest request, WarmCodeBase warm, RecordStore records) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "review";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var snapshot = await records.GetAsync<Snapshot>(RecordJson.Read<SnapshotPayload>(context.Task.Payload).Snapshot, cancellationToken);
        var copy = await warm.CopyAsync(snapshot, cancellationToken);
        context.Progress.Report("restoring packages");
        var restore = await copy.RestoreAsync(request.Repository.Subject, request.Offline ? NetworkAccess.None : NetworkAccess.Restore, cancellationToken);
        context.Progress.Report("reviewing");
        var (_, review) = await warm.ReviewedAsync(snapshot, cancellationToken);
        if (review.Projects.Count == 0)
        {
            return new TaskOutcome.Failed(restore.Problem ?? review.Limitations.FirstOrDefault() ?? "No C# project could be opened.", Retry: false);
        }

        if (restore.Problem is { } problem)
        {
            review = review with { Limitations = [problem, .. review.Limitations] };
        }

        var payload = new BasePayload(await records.PutAsync(new ReviewedBase(snapshot, restore, review), cancellationToken));
        return new TaskOutcome.Completed(RecordJson.Write(payload), Next(payload.Base, review));
    }

    private List<NewTask> Next(string reviewed, Review review)
    {
        if (request.Solve is not null)
        {
            return [Plan.Measure(RecordJson.Write(new BasePayload(reviewed))), Plan.Think(RecordJson.Write(new PlanPayload(reviewed)))];
        }

        var fixes = request.Fix
            ? review.Findings.Where(finding => finding is { HasFix: true, Suppressed: false }).Select(finding => Plan.Fix(
                finding.Fingerprint,
                $"Repair {finding.RuleId} at {finding.Location.Path}:{finding.Location.StartLine}",
                finding.Message,
                RecordJson.Write(new FixPayload(reviewed, finding.Fingerprint)))).ToList()
            : [];
        if (fixes.Count == 0 && request.PatchDigest is null)
        {
            return [Plan.Deliver(RecordJson.Write(new ProvePayload(reviewed, null, [], null, [], [], 0)))];
        }

        var prove = Plan.Prove(0, RecordJson.Write(new ProvePayload(reviewed, null, [], null, [], [], 0)), [.. fixes.Select(fix => fix.Key), "measure"]);
        return [.. fixes, Plan.Measure(RecordJson.Write(new BasePayload(reviewed))), prove];
    }
}

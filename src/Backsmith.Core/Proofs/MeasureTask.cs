using Backsmith.Executions;
using Backsmith.Patches;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Proofs;

/// <summary>Builds and tests the base, unless the patch to verify cannot be measured against it.</summary>
public sealed class MeasureTask(ExecutionRequest request, ISandbox sandbox, IBlobStore blobs, RecordStore records) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "measure";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var reviewed = await records.GetAsync<ReviewedBase>(RecordJson.Read<BasePayload>(context.Task.Payload).Base, cancellationToken);
        var measurement = await IsWorthwhileAsync(reviewed, context, cancellationToken)
            ? await new BaseMeasurer(sandbox).MeasureAsync(request.Repository, reviewed.Snapshot, reviewed.Restore, reviewed.Review, context.Progress, cancellationToken)
            : new Measurement(reviewed.Restore, new BuildOutcome(false, [], [], [], "There was nothing to compare, as the patch changes nothing or does not apply."), [], reviewed.Review);
        return new TaskOutcome.Completed(RecordJson.Write(new MeasureResult(await records.PutAsync(measurement, cancellationToken))), []);
    }

    private async ValueTask<bool> IsWorthwhileAsync(ReviewedBase reviewed, TaskContext context, CancellationToken cancellationToken)
    {
        if (request.PatchDigest is not { } digest)
        {
            return true;
        }

        context.Progress.Report("trying the patch");
        var parsed = UnifiedDiff.Parse(await blobs.GetAsync(digest, cancellationToken) ?? [], reviewed.Snapshot.TreeId, PatchAuthor.Human);
        return parsed.Patch is { } patch
            && await new PatchProver(sandbox, new ScopePolicy()).CanBeMeasuredAsync(request.Repository, reviewed.Snapshot, patch, cancellationToken);
    }
}

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
        var patch = await GivenAsync(reviewed, cancellationToken);
        var measurement = request.PatchDigest is null || (patch is not null && await IsWorthwhileAsync(reviewed, patch, context, cancellationToken))
            ? await new BaseMeasurer(sandbox).MeasureAsync(request.Repository, reviewed.Snapshot, reviewed.Restore, reviewed.Review, context.Progress, cancellationToken, patch?.Paths)
            : new Measurement(reviewed.Restore, new BuildOutcome(false, [], [], [], "There was nothing to compare, as the patch changes nothing or does not apply."), [], reviewed.Review);
        return new TaskOutcome.Completed(RecordJson.Write(new MeasureResult(await records.PutAsync(measurement, cancellationToken))), []);
    }

    /// <summary>The patch to verify; null when there is none, or it cannot be read.</summary>
    private async ValueTask<Patch?> GivenAsync(ReviewedBase reviewed, CancellationToken cancellationToken) =>
        request.PatchDigest is { } digest ? UnifiedDiff.Parse(await blobs.GetAsync(digest, cancellationToken) ?? [], reviewed.Snapshot.TreeId, PatchAuthor.Human).Patch : null;

    private async ValueTask<bool> IsWorthwhileAsync(ReviewedBase reviewed, Patch patch, TaskContext context, CancellationToken cancellationToken)
    {
        context.Progress.Report("trying the patch");
        return await new PatchProver(sandbox, new ScopePolicy()).CanBeMeasuredAsync(request.Repository, reviewed.Snapshot, patch, cancellationToken);
    }
}

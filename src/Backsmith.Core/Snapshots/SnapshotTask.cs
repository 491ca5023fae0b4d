using Backsmith.Executions;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Snapshots;

/// <summary>Takes the snapshot; queues the review.</summary>
public sealed class SnapshotTask(ExecutionRequest request, ISandbox sandbox, RecordStore records) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "snapshot";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        context.Progress.Report($"capturing {request.Repository.Root}");
        var captured = await sandbox.CaptureAsync(request.Repository, request.Revision, cancellationToken);
        if (captured.Snapshot is not { } snapshot)
        {
            return new TaskOutcome.Failed(captured.Refusal ?? "The snapshot could not be taken.", Retry: false);
        }

        var payload = new SnapshotPayload(await records.PutAsync(snapshot, cancellationToken));
        return new TaskOutcome.Completed(RecordJson.Write(payload), [Plan.Review(RecordJson.Write(payload))]);
    }
}

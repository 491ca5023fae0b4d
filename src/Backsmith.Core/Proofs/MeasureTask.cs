using Backsmith.Executions;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Proofs;

/// <summary>Builds and tests the base.</summary>
public sealed class MeasureTask(ExecutionRequest request, ISandbox sandbox, RecordStore records) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "measure";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var reviewed = await records.GetAsync<ReviewedBase>(RecordJson.Read<BasePayload>(context.Task.Payload).Base, cancellationToken);
        var measurement = await new BaseMeasurer(sandbox).MeasureAsync(
            request.Repository, reviewed.Snapshot, reviewed.Restore, reviewed.Review, context.Progress, cancellationToken);
        return new TaskOutcome.Completed(RecordJson.Write(new MeasureResult(await records.PutAsync(measurement, cancellationToken))), []);
    }
}

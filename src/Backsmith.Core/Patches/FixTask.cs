using Backsmith.Executions;
using Backsmith.Inspection;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Patches;

/// <summary>Makes the fix of one finding, alone, in the copy; git computes its diff and the copy is put back.</summary>
public sealed class FixTask(WarmCodeBase warm, RecordStore records) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => "fix";

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Read<FixPayload>(context.Task.Payload);
        var reviewed = await records.GetAsync<ReviewedBase>(payload.Base, cancellationToken);
        var (code, _) = await warm.ReviewedAsync(reviewed.Snapshot, cancellationToken);
        context.Progress.Report(context.Task.Title);
        var outcome = await code.FixAsync(new FixRequest([payload.Fingerprint]), cancellationToken);
        var made = outcome.Findings[0];
        if (made.Refusal is not null || outcome.Files.Count == 0)
        {
            return Done(new FixResult(payload.Fingerprint, null, made.Refusal ?? "The fix changes nothing.", null));
        }

        var copy = await warm.CopyAsync(reviewed.Snapshot, cancellationToken);
        await copy.WriteAsync(outcome.Files, cancellationToken);
        var patch = await copy.DiffAsync(PatchAuthor.CodeFix, cancellationToken);
        await copy.RevertAsync([.. outcome.Files.Select(file => file.Path)], cancellationToken);
        return Done(new FixResult(payload.Fingerprint, made.Title, null, await records.PutAsync(patch, cancellationToken)));
    }

    private static TaskOutcome Done(FixResult result) => new TaskOutcome.Completed(RecordJson.Write(result), []);
}

using System.Text;
using Backsmith.Executions;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Work;

/// <summary>Waits until no worker is left, lays what they changed on one copy in the order in which they ended, and queues the proof. Where two contradict each other, settling that becomes a task.</summary>
public sealed class AssembleTask(Workshop workshop) : ITaskHandler
{
    private readonly RecordStore _records = new(workshop.Blobs);

    /// <inheritdoc/>
    public string Kind => "assemble";

    /// <inheritdoc/>
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var tasks = await workshop.Store.TasksAsync(context.Task.ExecutionId, cancellationToken);
        var open = tasks.Where(task => task.Kind == "work" && !TaskStateMachine.IsFinal(task.State)).Select(task => task.Key).ToList();
        if (open.Count > 0)
        {
            return new TaskOutcome.Suspended(open);
        }

        var payload = RecordJson.Read<AssemblePayload>(context.Task.Payload);
        var reviewed = await _records.GetAsync<ReviewedBase>(payload.Base, cancellationToken);
        var copy = await workshop.Sandbox.OpenCopyAsync(workshop.Request.Repository, reviewed.Snapshot, cancellationToken);
        await using var workspace = new Workspace(copy, workshop.Request.Repository.Subject, canWrite: true);
        var finished = new FinishedWork(workshop.Store, _records);
        var conflicts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in await finished.TasksAsync(context.Task.ExecutionId, cancellationToken))
        {
            var changes = await finished.ChangesAsync(id, cancellationToken);
            conflicts.ExceptWith(changes.Files.Select(file => file.After.Path));
            conflicts.UnionWith(await workspace.LayAsync(changes, cancellationToken));
        }

        return conflicts.Count > 0
            ? await SettleAsync(context.Task, payload, conflicts, cancellationToken)
            : await ProveAsync(payload, await copy.DiffAsync(PatchAuthor.Agent, cancellationToken), cancellationToken);
    }

    private async ValueTask<TaskOutcome> ProveAsync(AssemblePayload payload, Patch patch, CancellationToken cancellationToken)
    {
        var diff = patch.Files.Count == 0 ? null : await workshop.Blobs.PutAsync(patch.Diff.ToArray(), cancellationToken);
        if (payload.Last is { } last && last.Diff == diff)
        {
            var state = RecordJson.Write(last.Held ?? last);
            return new TaskOutcome.Completed(state, [Plan.Deliver(state)]);
        }

        var next = RecordJson.Write(new ProvePayload(payload.Base, null, [], null, [], [], payload.Round) { Diff = diff, Plan = payload.Plan, Held = payload.Last?.Held });
        return new TaskOutcome.Completed(next, [diff is null ? Plan.Deliver(next) : Plan.Prove(payload.Round, next, ["measure"])]);
    }

    private async ValueTask<TaskOutcome> SettleAsync(WorkTask own, AssemblePayload payload, IReadOnlyCollection<string> conflicts, CancellationToken cancellationToken)
    {
        var text = $"Tasks that did not know of each other changed the same lines. Both versions stand in these files between the markers <<<<<<< and >>>>>>>: {string.Join(", ", conflicts)}.";
        var feedback = await workshop.Blobs.PutAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        var work = new WorkPayload(
            payload.Base, payload.Plan, workshop.Solve.Role,
            ["No marker is left, and both intentions hold.", "It builds and the tests pass."], feedback);
        return new TaskOutcome.Completed(RecordJson.Write(payload),
        [
            new NewTask($"settle:{payload.Round}", "work", Phase.Building, TaskPurpose.Plan, "Settle what contradicts", text, "Two tasks changed the same lines.", RecordJson.Write(work), [], MaxAttempts: 3),
            Plan.Assemble(payload.Round + 1, RecordJson.Write(payload with { Round = payload.Round + 1 })),
        ]);
    }
}

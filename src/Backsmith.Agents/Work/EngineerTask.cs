using System.Text;
using Backsmith.Agents.Loop;
using Backsmith.Agents.Tools;
using Backsmith.Executions;
using Backsmith.Patches;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Work;

/// <summary>One task that a model works on in a copy of its own.</summary>
public sealed class EngineerTask(Workshop workshop) : ITaskHandler
{
    private readonly RecordStore _records = new(workshop.Blobs);

    /// <inheritdoc/>
    public string Kind => "work";

    /// <inheritdoc/>
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var payload = RecordJson.Read<WorkPayload>(context.Task.Payload);
        await using var session = await WorkSession.OpenAsync(workshop, context, payload.Base, canWrite: context.Task.Phase == Phase.Building, cancellationToken);
        var (workspace, history, snapshot) = (session.Workspace, session.History, session.Base.Snapshot);
        var start = await new CopyRestorer(workspace, history, new FinishedWork(workshop.Store, _records)).RestoreAsync(context.Task, cancellationToken);
        var end = await session.RunAsync(payload.Role, new FinishTool(), () => OpeningAsync(context.Task, payload, cancellationToken), cancellationToken);
        return end switch
        {
            LoopEnd.Waiting waiting => await PutAsideAsync(waiting.Keys, workspace, history, start, snapshot, cancellationToken),
            LoopEnd.Finished finished => await EndAsync(workspace, history, start, snapshot, RecordJson.Read<WorkReport>(finished.Result), null, cancellationToken),
            LoopEnd.Stopped stopped => await EndAsync(workspace, history, start, snapshot, null, stopped.Reason, cancellationToken),
            _ => throw new InvalidOperationException($"Not an end of a loop: {end}"),
        };
    }

    private async ValueTask<IReadOnlyList<ChatMessage>> OpeningAsync(WorkTask task, WorkPayload payload, CancellationToken cancellationToken)
    {
        var plan = await _records.GetAsync<WorkPlan>(payload.Plan, cancellationToken);
        var feedback = payload.Feedback is { } digest && await workshop.Blobs.GetAsync(digest, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        return Prompt.ForWork(workshop.Texts(payload.Role, $"{task.Title}\n{task.Description}"), workshop.Solve.Task, plan, task, payload.Done, feedback);
    }

    private async ValueTask<TaskOutcome> PutAsideAsync(
        IReadOnlyList<string> awaited, Workspace workspace, History history, IReadOnlyDictionary<string, FileVersion> start, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (workspace.CanWrite)
        {
            await history.AddAsync([], new StepChanges { Own = await ChangesAsync(workspace, start, snapshot, cancellationToken) }, ModelUse.None, cancellationToken);
        }

        return new TaskOutcome.Suspended(awaited);
    }

    private async ValueTask<ChangeSet> ChangesAsync(Workspace workspace, IReadOnlyDictionary<string, FileVersion> start, Snapshot snapshot, CancellationToken cancellationToken)
    {
        await using var pristine = await workshop.Sandbox.OpenCopyAsync(workshop.Request.Repository, snapshot, cancellationToken);
        return await workspace.ChangesAsync(start, pristine, cancellationToken);
    }

    private async ValueTask<TaskOutcome> EndAsync(
        Workspace workspace, History history, IReadOnlyDictionary<string, FileVersion> start, Snapshot snapshot, WorkReport? report, string? stopped, CancellationToken cancellationToken)
    {
        string? changes = null;
        if (workspace.CanWrite)
        {
            var set = await ChangesAsync(workspace, start, snapshot, cancellationToken);
            changes = set.Files.Count == 0 ? null : await _records.PutAsync(set, cancellationToken);
        }

        return new TaskOutcome.Completed(RecordJson.Write(new WorkResult(report, changes, stopped) { Proposals = history.Proposals }), []);
    }
}

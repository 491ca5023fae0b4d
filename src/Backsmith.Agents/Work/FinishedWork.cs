using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Work;

/// <summary>What tasks that are done have changed.</summary>
internal sealed class FinishedWork(IExecutionStore store, RecordStore records)
{
    /// <summary>Tasks with changes, in the order in which they ended.</summary>
    public async ValueTask<IReadOnlyList<long>> TasksAsync(string executionId, CancellationToken cancellationToken) =>
        [.. (await store.TasksAsync(executionId, cancellationToken)).Where(task => Changes(task) is not null).OrderBy(task => task.FinishedAt).ThenBy(task => task.Id).Select(task => task.Id)];

    /// <summary>What their workers decided where the task left it open, in their own words.</summary>
    public async ValueTask<IReadOnlyList<string>> DecisionsAsync(string executionId, CancellationToken cancellationToken) =>
        [.. (await store.TasksAsync(executionId, cancellationToken)).Where(task => Changes(task) is not null)
            .Select(task => RecordJson.Read<WorkResult>(task.Result!).Report?.Decision).OfType<string>().Where(decision => decision.Length > 0)];

    /// <summary>What one of them changed.</summary>
    public async ValueTask<ChangeSet> ChangesAsync(long taskId, CancellationToken cancellationToken) =>
        await store.FindTaskAsync(taskId, cancellationToken) is { } task && Changes(task) is { } digest
            ? await records.GetAsync<ChangeSet>(digest, cancellationToken)
            : new ChangeSet([]);

    private static string? Changes(WorkTask task) =>
        task is { Kind: "work", State: TaskState.Completed, Result: { } result } ? RecordJson.Read<WorkResult>(result).Changes : null;
}

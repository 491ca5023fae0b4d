using Backsmith.Executions;
using Backsmith.WorkTasks;

namespace Backsmith.Storage;

/// <summary>The durable queue: executions, their tasks and their event logs. Every method is one transaction.</summary>
/// <remarks>A machine that cannot store answers with <see cref="StorageException"/>, and the call then changed nothing. Every write of a runner carries the task's attempt number; a write from an attempt that lost its lease changes nothing and answers so.</remarks>
public interface IExecutionStore
{
    /// <summary>Creates an execution with its first tasks.</summary>
    ValueTask<SpawnOutcome> CreateAsync(Execution execution, IReadOnlyList<NewTask> plan, SpawnLimits limits, CancellationToken cancellationToken);

    /// <summary>Finds an execution by id or by a prefix of it that is unique; null when there is none or more than one.</summary>
    ValueTask<Execution?> FindAsync(string idOrPrefix, CancellationToken cancellationToken);

    /// <summary>The newest executions first.</summary>
    /// <param name="limit">1 to 1000.</param>
    ValueTask<IReadOnlyList<Execution>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>All tasks of an execution in order of creation.</summary>
    ValueTask<IReadOnlyList<WorkTask>> TasksAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Finds one task.</summary>
    ValueTask<WorkTask?> FindTaskAsync(long taskId, CancellationToken cancellationToken);

    /// <summary>Events after a sequence number, ascending.</summary>
    ValueTask<IReadOnlyList<ExecutionEvent>> EventsAsync(string executionId, long after, CancellationToken cancellationToken);

    /// <summary>Claims the next task that can run: promotes what is due, takes over leases that expired or whose owner is known to be dead, then leases the oldest available one.</summary>
    /// <remarks>A task whose lease expired 25 times is discarded: it takes its runner down with it.</remarks>
    /// <returns>The task, now running with its attempt raised by one, or null when nothing can run now.</returns>
    ValueTask<WorkTask?> ClaimAsync(string executionId, string owner, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>When the next task may be claimed: now when one is available, else the earliest time of the scheduled, retryable and leased ones; null when there is none.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Extends the lease and records progress. False when the lease was lost.</summary>
    ValueTask<bool> HeartbeatAsync(long taskId, int attempt, TimeSpan lease, string? progress, CancellationToken cancellationToken);

    /// <summary>Stores the result and spawns what follows, all or nothing; then releases the tasks that were blocked by it alone.</summary>
    ValueTask<SpawnOutcome> CompleteAsync(long taskId, int attempt, string result, IReadOnlyList<NewTask> next, SpawnLimits limits, CancellationToken cancellationToken);

    /// <summary>Spawns tasks of a running one without ending it.</summary>
    ValueTask<SpawnOutcome> SpawnAsync(long taskId, int attempt, IReadOnlyList<NewTask> next, SpawnLimits limits, CancellationToken cancellationToken);

    /// <summary>Puts a running task aside until the named tasks are final, whether they complete or not; it is available again at once when they are already.</summary>
    /// <remarks>Refused when one of them is of a later phase or waits, through any number of tasks, for this one.</remarks>
    ValueTask<SpawnOutcome> SuspendAsync(long taskId, int attempt, IReadOnlyList<string> awaited, CancellationToken cancellationToken);

    /// <summary>Completes a question with a person's answer and releases what waited for it. False when it is no open question.</summary>
    ValueTask<bool> AnswerAsync(long taskId, string answer, CancellationToken cancellationToken);

    /// <summary>Adds a step to what a running task has done. False when the lease was lost: the step is not recorded.</summary>
    ValueTask<bool> RecordStepAsync(long taskId, int attempt, TaskStep step, CancellationToken cancellationToken);

    /// <summary>Everything recorded of a task, in order.</summary>
    ValueTask<IReadOnlyList<TaskStep>> StepsAsync(long taskId, CancellationToken cancellationToken);

    /// <summary>What the tasks of an execution have spent.</summary>
    ValueTask<Spending> SpendingAsync(string executionId, CancellationToken cancellationToken);

    /// <summary>Records a failure: retryable until <paramref name="retryAt"/>, or discarded when it is null or attempts are used up. Tasks blocked by a discarded one are cancelled with the reason.</summary>
    ValueTask<bool> FailAsync(long taskId, int attempt, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken);

    /// <summary>Gives a running task back without using up an attempt: interrupted by its runner.</summary>
    ValueTask<bool> ReleaseAsync(long taskId, int attempt, CancellationToken cancellationToken);

    /// <summary>Cancels a task that is not final, and those that wait for it. Its runner, if any, learns of it by its next heartbeat. False when it was final or does not exist.</summary>
    ValueTask<bool> CancelAsync(long taskId, string reason, CancellationToken cancellationToken);

    /// <summary>Makes a discarded or cancelled task available again with its failures reset, and its execution active.</summary>
    /// <remarks>With it come back the tasks it waits for that were discarded or cancelled, and those that were cancelled because of it or because the execution ended. False for any other state.</remarks>
    ValueTask<bool> RequeueAsync(long taskId, CancellationToken cancellationToken);

    /// <summary>Ends an execution and cancels what is left of its tasks. False when it had ended already or does not exist.</summary>
    /// <param name="state">Any but <see cref="ExecutionState.Active"/>.</param>
    ValueTask<bool> FinishAsync(string executionId, ExecutionState state, int exitCode, CancellationToken cancellationToken);
}

/// <summary>Answer of a call that spawns tasks.</summary>
/// <param name="Accepted">Whether the whole call took effect.</param>
/// <param name="Refusal">Why not: lost lease, cycle (named), unknown blocking key, phase order, cap, duplicate execution; null when accepted.</param>
/// <param name="Spawned">Ids of tasks that are new.</param>
/// <param name="Joined">Keys that joined a task that was there.</param>
public sealed record SpawnOutcome(bool Accepted, string? Refusal, IReadOnlyList<long> Spawned, IReadOnlyList<string> Joined)
{
    /// <summary>A call that changed nothing.</summary>
    public static SpawnOutcome Refused(string why) => new(false, why, [], []);
}

using Backsmith.Executions;
using Backsmith.WorkTasks;

namespace Backsmith.Storage.Sqlite;

/// <summary>The durable queue in one SQLite file. Any number of processes of one machine may use it at once; not over a network file system.</summary>
/// <remarks>Results, failures and cancellations are on the disk when a call returns (synchronous=FULL); claims and heartbeats outlive a killed process, not a power loss.</remarks>
public sealed class SqliteExecutionStore : IExecutionStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly Func<string, bool> _isGone;

    private SqliteExecutionStore(SqliteDatabase database, Func<string, bool> isGone)
    {
        _database = database;
        _isGone = isGone;
    }

    /// <summary>Opens the file, making and migrating it as needed.</summary>
    /// <param name="path">Of the database; its folder exists.</param>
    /// <param name="isGone">Whether an owner of a lease is known to be dead, so that its task need not wait for the lease to expire; null asks <see cref="LeaseOwner.IsGone"/>.</param>
    /// <exception cref="StorageException">The machine cannot store, the file is damaged or of a newer build, or SQLite is missing.</exception>
    public static async ValueTask<SqliteExecutionStore> OpenAsync(
        string path, TimeProvider time, Func<string, bool>? isGone = null, CancellationToken cancellationToken = default)
    {
        var database = await SqliteDatabase.OpenAsync(path, TimeSpan.FromSeconds(30), time, cancellationToken).ConfigureAwait(false);
        var store = new SqliteExecutionStore(database, isGone ?? LeaseOwner.IsGone);
        try
        {
            await Migrator.MigrateAsync(database, Migrator.Known.Count, cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<SpawnOutcome> CreateAsync(Execution execution, IReadOnlyList<NewTask> plan, SpawnLimits limits, CancellationToken cancellationToken) =>
        AttemptAsync(
            session =>
            {
                var added = session.Execute("execution_insert", new
                {
                    id = execution.Id, kind = execution.Kind, repositoryRoot = execution.RepositoryRoot, request = execution.Request,
                    createdAt = execution.CreatedAt.ToUnixTimeMilliseconds(),
                });
                if (added == 0)
                {
                    return SpawnOutcome.Refused($"Execution {execution.Id} exists already.");
                }

                session.Log(execution.Id, null, EventNames.ExecutionCreated, execution.Kind);
                return new TaskLedger(session).Begin(execution.Id, plan, limits);
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Execution?> FindAsync(string idOrPrefix, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            session => session.Query<ExecutionRow>("execution_find", new { prefix = idOrPrefix }) switch
            {
                [var only] => only.ToExecution(),
                [var first, ..] when first.Id == idOrPrefix => first.ToExecution(),
                _ => null,
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Execution>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return _database.ReadAsync<IReadOnlyList<Execution>>(
            session => [.. session.Query<ExecutionRow>("execution_list", new { limit }).Select(row => row.ToExecution())], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkTask>> TasksAsync(string executionId, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<WorkTask>>(
            session => [.. session.Query<TaskRow>("task_list", new { executionId }).Select(row => row.ToTask())], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<WorkTask?> FindTaskAsync(long taskId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => new TaskLedger(session).Find(taskId)?.ToTask(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionEvent>> EventsAsync(string executionId, long after, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<ExecutionEvent>>(
            session => [.. session.Query<EventRow>("event_list", new { executionId, after }).Select(row => row.ToEvent())], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<WorkTask?> ClaimAsync(string executionId, string owner, TimeSpan lease, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Durability.Process,
            session =>
            {
                var ledger = new TaskLedger(session);
                ledger.Promote(executionId, _isGone);
                var next = session.First<TaskRow>("task_next", new { executionId });
                return next is null
                    ? null
                    : ledger.Move(next, TaskTrigger.Claim, next.Title, moved => moved with
                    {
                        Attempt = moved.Attempt + 1,
                        LeaseOwner = owner,
                        LeaseUntil = session.Now + (long)lease.TotalMilliseconds,
                        RunAt = null,
                        StartedAt = moved.StartedAt ?? session.Now,
                    }).ToTask();
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> NextDueAsync(string executionId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            session => Moment.At(session.First<long?>("task_next_due", new { executionId, now = session.Now })), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> HeartbeatAsync(long taskId, int attempt, TimeSpan lease, string? progress, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Durability.Process,
            session => session.Execute("task_heartbeat", new
            {
                id = taskId, attempt, progress, leaseUntil = session.Now + (long)lease.TotalMilliseconds,
            }) == 1,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SpawnOutcome> CompleteAsync(
        long taskId, int attempt, string result, IReadOnlyList<NewTask> next, SpawnLimits limits, CancellationToken cancellationToken) =>
        HeldAsync(
            taskId, attempt,
            (ledger, row) =>
            {
                var outcome = ledger.Follow(row, next, limits);
                if (outcome.Accepted)
                {
                    ledger.Unblock(ledger.Move(row, TaskTrigger.Complete, row.Title, moved => moved with { Result = result, Error = null }));
                }

                return outcome;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SpawnOutcome> SpawnAsync(long taskId, int attempt, IReadOnlyList<NewTask> next, SpawnLimits limits, CancellationToken cancellationToken) =>
        HeldAsync(taskId, attempt, (ledger, row) => ledger.Discover(row, next, limits), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SpawnOutcome> SuspendAsync(long taskId, int attempt, IReadOnlyList<string> awaited, CancellationToken cancellationToken) =>
        HeldAsync(taskId, attempt, (ledger, row) => ledger.Suspend(row, awaited), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> AnswerAsync(long taskId, string answer, CancellationToken cancellationToken) =>
        ChangeAsync(
            ledger => ledger.Find(taskId) is { AwaitsAnswer: true, State: TaskState.Pending } row ? row : null,
            (ledger, row) => ledger.Unblock(ledger.Move(row, TaskTrigger.Answer, row.Title, moved => moved with { Result = answer })),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RecordStepAsync(long taskId, int attempt, TaskStep step, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Durability.Power,
            session => new TaskLedger(session).Held(taskId, attempt) is not null && session.Execute("step_insert", new
            {
                taskId, number = step.Number, record = step.Record, modelCalls = step.Cost.ModelCalls, inputTokens = step.Cost.InputTokens,
                outputTokens = step.Cost.OutputTokens, microDollars = step.Cost.MicroDollars, at = session.Now,
            }) == 1,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TaskStep>> StepsAsync(long taskId, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<TaskStep>>(
            session => [.. session.Query<StepRow>("step_list", new { taskId }).Select(row => row.ToStep())], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Spending> SpendingAsync(string executionId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => session.First<SpendingRow>("step_spending", new { executionId })!.ToSpending(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> FailAsync(long taskId, int attempt, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken) =>
        ChangeAsync(
            ledger => ledger.Held(taskId, attempt),
            (ledger, row) =>
            {
                var failures = row.Failures + 1;
                if (retryAt is { } at && failures < row.MaxAttempts)
                {
                    ledger.Move(row, TaskTrigger.FailWithRetry, error, moved => moved with
                    {
                        Failures = failures, Error = error, RunAt = at.ToUnixTimeMilliseconds(),
                    });
                }
                else
                {
                    ledger.Discard(row, error, moved => moved with { Failures = failures });
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseAsync(long taskId, int attempt, CancellationToken cancellationToken) =>
        ChangeAsync(
            ledger => ledger.Held(taskId, attempt),
            (ledger, row) => ledger.Move(row, TaskTrigger.Release, row.Title),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> CancelAsync(long taskId, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            ledger => ledger.Find(taskId) is { } row && !TaskStateMachine.IsFinal(row.State) ? row : null,
            (ledger, row) => ledger.Cancel(row, reason, cause: null),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RequeueAsync(long taskId, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Durability.Power,
            session =>
            {
                var ledger = new TaskLedger(session);
                if (ledger.Find(taskId) is not { State: TaskState.Discarded or TaskState.Cancelled } row)
                {
                    return false;
                }

                ledger.Requeue(row);
                if (SetState(session, row.ExecutionId, ExecutionState.Active, exitCode: null, finishedAt: null))
                {
                    session.Log(row.ExecutionId, null, EventNames.ExecutionReopened, $"'{row.Key}' was requeued");
                }

                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> FinishAsync(string executionId, ExecutionState state, int exitCode, CancellationToken cancellationToken)
    {
        var name = state switch
        {
            ExecutionState.Completed => EventNames.ExecutionCompleted,
            ExecutionState.Failed => EventNames.ExecutionFailed,
            ExecutionState.Cancelled => EventNames.ExecutionCancelled,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "An execution ends completed, failed or cancelled."),
        };
        return _database.WriteAsync(
            Durability.Power,
            session =>
            {
                if (!SetState(session, executionId, state, exitCode, session.Now))
                {
                    return false;
                }

                var ledger = new TaskLedger(session);
                foreach (var row in session.Query<TaskRow>("task_open", new { executionId }))
                {
                    ledger.Move(row, TaskTrigger.Cancel, "The execution ended.", moved => moved with { Error = "The execution ended.", CancelledBy = 0 });
                }

                session.Log(executionId, null, name, $"exit code {exitCode}");
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static bool SetState(SqliteSession session, string id, ExecutionState state, int? exitCode, long? finishedAt) =>
        session.Execute("execution_state", new
        {
            id, state = state.ToString(), exitCode, finishedAt, active = state == ExecutionState.Active ? 0 : 1,
        }) == 1;

    private ValueTask<bool> ChangeAsync(Func<TaskLedger, TaskRow?> find, Action<TaskLedger, TaskRow> change, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Durability.Power,
            session =>
            {
                var ledger = new TaskLedger(session);
                var row = find(ledger);
                if (row is not null)
                {
                    change(ledger, row);
                }

                return row is not null;
            },
            cancellationToken);

    private ValueTask<SpawnOutcome> HeldAsync(long taskId, int attempt, Func<TaskLedger, TaskRow, SpawnOutcome> work, CancellationToken cancellationToken) =>
        AttemptAsync(
            session =>
            {
                var ledger = new TaskLedger(session);
                return ledger.Held(taskId, attempt) is { } row ? work(ledger, row) : SpawnOutcome.Refused($"Attempt {attempt} of task {taskId} has lost its lease.");
            },
            cancellationToken);

    private ValueTask<SpawnOutcome> AttemptAsync(Func<SqliteSession, SpawnOutcome> work, CancellationToken cancellationToken) =>
        _database.WriteAsync(Durability.Power, work, keep: outcome => outcome.Accepted, cancellationToken);
}

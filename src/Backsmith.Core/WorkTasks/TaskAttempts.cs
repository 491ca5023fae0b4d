using Backsmith.Storage;

namespace Backsmith.WorkTasks;

/// <summary>Runs one claimed task after another for a <see cref="TaskRunner"/>; safe for several at once.</summary>
internal sealed class TaskAttempts(
    IExecutionStore store,
    IReadOnlyDictionary<string, ITaskHandler> handlers,
    TimeProvider time,
    Random random,
    TaskRunnerOptions options,
    IProgress<TaskEvent> progress)
{
    private const int LongestReason = 2000;
    private readonly Lock _gate = new();
    private TaskCompletionSource _settled = NewSignal();

    /// <summary>Completes when the outcome of a task has been stored, which may have made others available.</summary>
    public Task NextSettled
    {
        get
        {
            lock (_gate)
            {
                return _settled.Task;
            }
        }
    }

    /// <summary>Runs the handler of a task that was just claimed and stores what came of it.</summary>
    /// <exception cref="StorageException">The machine cannot store; the task was given back as far as that could be written.</exception>
    public async Task RunAsync(WorkTask task, CancellationToken cancellationToken)
    {
        progress.Report(new TaskEvent.Started(task));
        using var lease = new LeaseKeeper(store, task, options.Lease, time, progress);
        TaskOutcome? outcome;
        try
        {
            outcome = await InvokeAsync(task, lease, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            await lease.StopAsync().ConfigureAwait(false);
            await GiveBackAsync(task).ConfigureAwait(false);
            throw;
        }

        await lease.StopAsync().ConfigureAwait(false);
        if (lease.Lost.IsCancellationRequested)
        {
            progress.Report(new TaskEvent.LeaseLost(task));
        }
        else
        {
            progress.Report(await StoreAsync(task, outcome).ConfigureAwait(false));
        }

        lock (_gate)
        {
            _settled.SetResult();
            _settled = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null means interrupted: to be given back.</summary>
    private async Task<TaskOutcome?> InvokeAsync(WorkTask task, LeaseKeeper lease, CancellationToken cancellationToken)
    {
        if (!handlers.TryGetValue(task.Kind, out var handler))
        {
            return new TaskOutcome.Failed($"Nothing here runs tasks of kind '{task.Kind}'.", Retry: false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        TaskOutcome outcome;
        try
        {
            outcome = await handler.RunAsync(new TaskContext(task, lease), stop.Token).ConfigureAwait(false);
        }
        catch (Exception unexpected)
        {
            if (StorageException.Of(unexpected) is { } broken && !cancellationToken.IsCancellationRequested)
            {
                throw broken;
            }

            outcome = new TaskOutcome.Failed($"{unexpected.GetType().Name}: {unexpected.Message}", Retry: true);
        }

        return outcome is TaskOutcome.Failed && cancellationToken.IsCancellationRequested ? null : outcome;
    }

    private async Task GiveBackAsync(WorkTask task)
    {
        try
        {
            await store.ReleaseAsync(task.Id, task.Attempt, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // The first fault is told. The next run takes over from a process that is dead.
        }
    }

    /// <remarks>Not cancellable: what was done is recorded even while the runner is being stopped.</remarks>
    private async Task<TaskEvent> StoreAsync(WorkTask task, TaskOutcome? outcome)
    {
        switch (outcome)
        {
            case TaskOutcome.Completed done:
                var spawn = await store.CompleteAsync(task.Id, task.Attempt, done.Result, done.Next, options.Limits, CancellationToken.None).ConfigureAwait(false);
                return spawn.Accepted
                    ? new TaskEvent.Completed(task, done.Result, spawn.Spawned)
                    : await FailAsync(task, new TaskOutcome.Failed(spawn.Refusal ?? "What follows was refused.", Retry: false)).ConfigureAwait(false);
            case TaskOutcome.Suspended suspended:
                var wait = await store.SuspendAsync(task.Id, task.Attempt, suspended.Awaited, CancellationToken.None).ConfigureAwait(false);
                return wait.Accepted
                    ? new TaskEvent.Suspended(task)
                    : await FailAsync(task, new TaskOutcome.Failed(wait.Refusal ?? "Waiting was refused.", Retry: false)).ConfigureAwait(false);
            case TaskOutcome.Failed failed:
                return await FailAsync(task, failed).ConfigureAwait(false);
            default:
                return await store.ReleaseAsync(task.Id, task.Attempt, CancellationToken.None).ConfigureAwait(false)
                    ? new TaskEvent.Released(task)
                    : new TaskEvent.LeaseLost(task);
        }
    }

    private async Task<TaskEvent> FailAsync(WorkTask task, TaskOutcome.Failed failed)
    {
        var reason = failed.Reason.Length <= LongestReason ? failed.Reason : failed.Reason[..LongestReason] + "…";
        var failures = task.Failures + 1;
        DateTimeOffset? retryAt = failed.Retry && failures < task.MaxAttempts ? time.GetUtcNow() + Backoff(failures) : null;
        var held = await store.FailAsync(task.Id, task.Attempt, reason, retryAt, CancellationToken.None).ConfigureAwait(false);
        return (held, retryAt) switch
        {
            (false, _) => new TaskEvent.LeaseLost(task),
            (true, { } at) => new TaskEvent.Retrying(task, reason, at),
            _ => new TaskEvent.Discarded(task, reason),
        };
    }

    private TimeSpan Backoff(int failures)
    {
        lock (_gate)
        {
            return options.Backoff.Next(failures, random);
        }
    }
}

using Backsmith.Storage;

namespace Backsmith.WorkTasks;

/// <summary>Why a <see cref="TaskRunner"/> returned.</summary>
public enum RunnerStop
{
    /// <summary>Every task of the execution is final.</summary>
    Drained,

    /// <summary>Tasks are left, but none of them can ever run by itself.</summary>
    Stuck,

    /// <summary>Cancelled; what was running was given back.</summary>
    Interrupted,
}

/// <summary>Runs the tasks of one execution until none is left: claims, runs the handler of the task's kind, renews the lease, stores the outcome.</summary>
/// <remarks>Several runners, in this process or others, may work on one execution. A <see cref="StorageException"/> ends the run: without the store no outcome can be recorded.</remarks>
public sealed class TaskRunner
{
    private readonly IExecutionStore _store;
    private readonly TimeProvider _time;
    private readonly TaskRunnerOptions _options;
    private readonly TaskAttempts _attempts;

    /// <param name="handlers">One for each kind.</param>
    /// <param name="random">Source of jitter; used by one thread at a time.</param>
    /// <param name="progress">Called from the threads that run tasks, one call at a time for each task.</param>
    /// <exception cref="ArgumentException">Two handlers have one kind, or an option is out of range.</exception>
    public TaskRunner(
        IExecutionStore store,
        IEnumerable<ITaskHandler> handlers,
        TimeProvider time,
        Random random,
        TaskRunnerOptions options,
        IProgress<TaskEvent> progress)
    {
        options.Validate();
        _store = store;
        _time = time;
        _options = options;
        _attempts = new TaskAttempts(store, handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal), time, random, options, progress);
    }

    /// <summary>Works until nothing is left to do. Cancelling it cancels the handlers, gives their tasks back and returns <see cref="RunnerStop.Interrupted"/>.</summary>
    /// <exception cref="StorageException">The machine cannot store outcomes.</exception>
    public async Task<RunnerStop> RunAsync(string executionId, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, _options.Parallelism)
            .Select(_ => Task.Run(() => WorkAsync(executionId, stop), CancellationToken.None))
            .ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            return RunnerStop.Interrupted;
        }

        var tasks = await _store.TasksAsync(executionId, CancellationToken.None).ConfigureAwait(false);
        return tasks.All(t => TaskStateMachine.IsFinal(t.State)) ? RunnerStop.Drained : RunnerStop.Stuck;
    }

    private async Task WorkAsync(string executionId, CancellationTokenSource stop)
    {
        var orderly = false;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var task = await _store.ClaimAsync(executionId, _options.Owner, _options.Lease, stop.Token).ConfigureAwait(false);
                if (task is not null)
                {
                    await _attempts.RunAsync(task, stop.Token).ConfigureAwait(false);
                }
                else if (!await WaitAsync(executionId, stop.Token).ConfigureAwait(false))
                {
                    break;
                }
            }

            orderly = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            orderly = true;
        }
        finally
        {
            if (!orderly)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until a task may be due. False when none will be.</summary>
    private async ValueTask<bool> WaitAsync(string executionId, CancellationToken cancellationToken)
    {
        var settled = _attempts.NextSettled;
        var due = await _store.NextDueAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (due is null)
        {
            return false;
        }

        var wait = due.Value - _time.GetUtcNow();
        wait = wait < _options.IdleWait ? wait : _options.IdleWait;
        if (wait <= TimeSpan.Zero)
        {
            return true;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(settled, Task.Delay(wait, _time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        return true;
    }
}

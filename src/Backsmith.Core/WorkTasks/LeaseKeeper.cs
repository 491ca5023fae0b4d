using Backsmith.Storage;

namespace Backsmith.WorkTasks;

/// <summary>Renews the lease of one running task at a third of its length, and carries its progress lines.</summary>
internal sealed class LeaseKeeper : IProgress<string>, IDisposable
{
    private readonly IExecutionStore _store;
    private readonly WorkTask _task;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;
    private readonly IProgress<TaskEvent> _progress;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _beating;
    private volatile string? _line;

    public LeaseKeeper(IExecutionStore store, WorkTask task, TimeSpan lease, TimeProvider time, IProgress<TaskEvent> progress)
    {
        _store = store;
        _task = task;
        _lease = lease;
        _time = time;
        _progress = progress;
        _line = task.Progress;
        _timer = new PeriodicTimer(lease / 3, time);
        _beating = BeatAsync();
    }

    /// <summary>Cancelled when the task was cancelled, taken over, or could not be renewed for a whole lease.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public void Report(string value)
    {
        _line = value;
        _progress.Report(new TaskEvent.Progressed(_task, value));
    }

    /// <summary>Ends the heartbeats; after it none is under way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _lost.Dispose();
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        var renewed = _time.GetTimestamp();
        try
        {
            while (await _timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                if (await RenewAsync().ConfigureAwait(false) is { } held)
                {
                    if (!held)
                    {
                        break;
                    }

                    renewed = _time.GetTimestamp();
                }
                else if (_time.GetElapsedTime(renewed) >= _lease)
                {
                    break;
                }
            }

            await _lost.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The handler has returned: nothing is left to renew.
        }
    }

    /// <summary>Whether the lease still holds; null when the store cannot say now, which a later heartbeat may mend.</summary>
    private async ValueTask<bool?> RenewAsync()
    {
        try
        {
            return await _store.HeartbeatAsync(_task.Id, _task.Attempt, _lease, _line, _stop.Token).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}

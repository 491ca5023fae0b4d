using Backsmith.WorkTasks;

namespace Backsmith.Server.Protocol;

/// <summary>Runs executions for all clients: few at once, each execution once, and all of them ended when the server ends.</summary>
internal sealed class RunQueue(Engine engine) : IAsyncDisposable
{
    /// <summary>Runs at once; more wait for their turn. Each builds and tests, so more would only make all of them slow.</summary>
    public const int AtOnce = 2;

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _executions = [];
    private readonly HashSet<Task> _running = [];

    /// <summary>Carries out an order. Cancelled, it returns only when nothing of the run is left.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the server ends. The execution, if it had begun, can be gone on with.</exception>
    public async Task<RunReport> RunAsync(Order order, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        var run = WaitAndRunAsync(order, progress, stop.Token);
        lock (_gate)
        {
            _running.Add(run);
        }

        try
        {
            return await run;
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(run);
            }
        }
    }

    /// <summary>Stops what runs, and whatever would still be run.</summary>
    public Task StopAsync() => _end.CancelAsync();

    /// <summary>Stops what runs and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Task[] left;
        lock (_gate)
        {
            left = [.. _running];
        }

        // How each of them ended is for its caller.
        await Task.WhenAll(left).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _turns.Dispose();
        _end.Dispose();
    }

    private async Task<RunReport> WaitAndRunAsync(Order order, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!_turns.Wait(0, CancellationToken.None))
        {
            progress.Report($"Waiting: {AtOnce} other runs are under way.");
            await _turns.WaitAsync(cancellationToken);
        }

        string? held = null;
        try
        {
            if (order is Order.Resume resume && !Hold(held = resume.ExecutionId))
            {
                held = null;
                return new RunReport(resume.ExecutionId, null, null, $"Execution {resume.ExecutionId} is being worked on already, by another call of this server.");
            }

            return await engine.RunAsync(order, id => Hold(held = id), new Lines(progress), cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _executions.Remove(held ?? "");
            }

            _turns.Release();
        }
    }

    private bool Hold(string executionId)
    {
        lock (_gate)
        {
            return _executions.Add(executionId);
        }
    }

    /// <summary>What a runner tells, in lines.</summary>
    private sealed class Lines(IProgress<string> progress) : IProgress<TaskEvent>
    {
        public void Report(TaskEvent value)
        {
            var line = value switch
            {
                TaskEvent.Started => value.Task.Title,
                TaskEvent.Progressed progressed => $"{value.Task.Title}: {progressed.Line}",
                TaskEvent.Completed => $"{value.Task.Title}: done",
                TaskEvent.Retrying retrying => $"{value.Task.Title}: {retrying.Reason}; tried again",
                TaskEvent.Discarded => $"{value.Task.Title}: failed",
                _ => null,
            };
            if (line is not null)
            {
                progress.Report(line);
            }
        }
    }
}

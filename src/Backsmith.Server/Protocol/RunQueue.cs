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
    private readonly HashSet<Run> _runs = [];

    /// <summary>Carries out an order, or joins the run that goes on with the execution it names.</summary>
    /// <param name="order">What to run.</param>
    /// <param name="wait">How long to wait for its end; the run goes on behind that. Null waits however long it takes.</param>
    /// <param name="progress">Is told what is done from now on.</param>
    /// <param name="cancellationToken">Ends the run; the call then returns only when nothing of it is left.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or the server ends. The execution, if it had begun, can be gone on with.</exception>
    public async Task<RunReport> RunAsync(Order order, TimeSpan? wait, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var run = JoinOrBegin(order, progress);
        while (run.Stopping.IsCancellationRequested)
        {
            // A call that was cancelled is still giving its tasks back.
            await run.StopAsync();
            _end.Token.ThrowIfCancellationRequested();
            run = JoinOrBegin(order, progress);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waited = Task.Delay(wait ?? Timeout.InfiniteTimeSpan, engine.Time, over.Token);
        var first = await Task.WhenAny(run.Ended, waited);
        await over.CancelAsync();
        if (first == run.Ended)
        {
            try
            {
                return await run.Ended;
            }
            catch (OperationCanceledException) when (order is Order.Resume && !cancellationToken.IsCancellationRequested && !_end.IsCancellationRequested)
            {
                // Another call that waited for the same run was cancelled; this one still wants it.
                return await RunAsync(order, wait, progress, cancellationToken);
            }
        }

        if (cancellationToken.IsCancellationRequested || !run.HasTurn)
        {
            await run.StopAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return new RunReport(null, null, null, $"{AtOnce} other runs are under way, so this one was not begun. Call again later, or with more time to wait.");
        }

        await Task.WhenAny(run.Ended, run.Began);
        return run.Ended.IsCompleted ? await run.Ended : new RunReport(await run.Began, null, null, null) { Running = true };
    }

    /// <summary>Stops what runs, and whatever would still be run.</summary>
    public Task StopAsync() => _end.CancelAsync();

    /// <summary>Stops what runs and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Run[] left;
        lock (_gate)
        {
            left = [.. _runs];
        }

        await Task.WhenAll(left.Select(run => run.StopAsync()));
        _turns.Dispose();
        _end.Dispose();
    }

    private Run JoinOrBegin(Order order, IProgress<string> progress)
    {
        lock (_gate)
        {
            var named = (order as Order.Resume)?.ExecutionId;
            if (named is not null && _runs.FirstOrDefault(run => run.ExecutionId == named) is { } joined)
            {
                joined.Watch(progress);
                return joined;
            }

            var begun = new Run(named, progress, CancellationTokenSource.CreateLinkedTokenSource(_end.Token));
            _runs.Add(begun);
            begun.Start(WorkAsync(begun, order));
            return begun;
        }
    }

    private async Task<RunReport> WorkAsync(Run run, Order order)
    {
        // Before anybody can ask: whoever does not want to wait is told at once whether it is its turn.
        run.HasTurn = _turns.Wait(0, CancellationToken.None);
        await Task.Yield();
        try
        {
            if (!run.HasTurn)
            {
                run.Report($"Waiting: {AtOnce} other runs are under way.");
                await _turns.WaitAsync(run.Stopping);
                run.HasTurn = true;
            }

            return await engine.RunAsync(order, run.Begin, run, run.Stopping);
        }
        finally
        {
            lock (_gate)
            {
                _runs.Remove(run);
            }

            if (run.HasTurn)
            {
                _turns.Release();
            }
        }
    }
}

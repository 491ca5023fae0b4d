using Backsmith.WorkTasks;

namespace Backsmith.Server.Protocol;

/// <summary>A run that calls wait for, one after the other or several at once; the last one that came is told its progress.</summary>
internal sealed class Run : IProgress<TaskEvent>
{
    private readonly TaskCompletionSource<string> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop;
    private IProgress<string> _watcher;
    private Task<RunReport>? _ended;

    /// <param name="executionId">The execution that it goes on with; null when it begins one.</param>
    /// <param name="watcher">Is told its progress.</param>
    /// <param name="stop">Ends it.</param>
    public Run(string? executionId, IProgress<string> watcher, CancellationTokenSource stop)
    {
        (_watcher, _stop, Stopping) = (watcher, stop, stop.Token);
        if (executionId is not null)
        {
            Begin(executionId);
        }
    }

    /// <summary>Which execution; null as long as it has not begun.</summary>
    public string? ExecutionId { get; private set; }

    /// <summary>Completes with the execution's id when that is known.</summary>
    public Task<string> Began => _began.Task;

    /// <summary>Completes when nothing of the run is left.</summary>
    public Task<RunReport> Ended => _ended ?? throw new InvalidOperationException("The run was not started.");

    /// <summary>Cancelled when it has to end.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Whether it is at work, and not waiting for its turn.</summary>
    public bool HasTurn { get; set; }

    /// <summary>Takes note of the work.</summary>
    public void Start(Task<RunReport> work) => _ended = work;

    /// <summary>Takes note of the execution.</summary>
    public void Begin(string executionId)
    {
        ExecutionId = executionId;
        _began.TrySetResult(executionId);
    }

    /// <summary>Who is told its progress from now on.</summary>
    public void Watch(IProgress<string> watcher) => Volatile.Write(ref _watcher, watcher);

    /// <summary>Ends it and waits until nothing of it is left; how it ended is for those who wait for it.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Tells a line.</summary>
    public void Report(string line) => Volatile.Read(ref _watcher).Report(line);

    /// <inheritdoc/>
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
            Report(line);
        }
    }
}

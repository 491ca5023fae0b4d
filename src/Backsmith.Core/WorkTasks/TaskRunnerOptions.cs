namespace Backsmith.WorkTasks;

/// <summary>Settings of a <see cref="TaskRunner"/>.</summary>
public sealed class TaskRunnerOptions
{
    /// <summary>Who claims, unique among runners; the store may read from it whether the runner still lives.</summary>
    public required string Owner { get; init; }

    /// <summary>How long a claim holds without a heartbeat, 1 s or more; default 30 s. Heartbeats come at a third of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tasks at once, 1 to 64; default 1.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>How long an idle runner waits at most before it looks again for what other processes released; default 2 s.</summary>
    public TimeSpan IdleWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Wait before a failed task is tried again.</summary>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Default;

    /// <summary>Bounds on what follows when tasks have ended; default as many as an execution can have. What workers discover is bounded by their budget.</summary>
    public SpawnLimits Limits { get; init; } = new(MaxTasks: 10_000);

    /// <exception cref="ArgumentException">A setting is out of its range; the message names it.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(Lease, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Parallelism, 64);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleWait, TimeSpan.Zero);
    }
}

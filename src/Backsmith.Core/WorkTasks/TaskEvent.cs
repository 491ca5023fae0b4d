namespace Backsmith.WorkTasks;

/// <summary>What a runner tells while it works, for live display. The durable record is the execution's event log.</summary>
/// <param name="Task">The task as it was claimed.</param>
public abstract record TaskEvent(WorkTask Task)
{
    /// <summary>Claimed; its handler starts.</summary>
    public sealed record Started(WorkTask Task) : TaskEvent(Task);

    /// <summary>Its handler says what it does now.</summary>
    /// <param name="Line">One line.</param>
    public sealed record Progressed(WorkTask Task, string Line) : TaskEvent(Task);

    /// <summary>Its result is stored.</summary>
    /// <param name="Result">Output as JSON.</param>
    /// <param name="Spawned">Ids of the tasks that follow.</param>
    public sealed record Completed(WorkTask Task, string Result, IReadOnlyList<long> Spawned) : TaskEvent(Task);

    /// <summary>It failed and will be tried again.</summary>
    /// <param name="Reason">Why it failed.</param>
    /// <param name="RetryAt">Not before.</param>
    public sealed record Retrying(WorkTask Task, string Reason, DateTimeOffset RetryAt) : TaskEvent(Task);

    /// <summary>It failed for good.</summary>
    /// <param name="Reason">Why it failed.</param>
    public sealed record Discarded(WorkTask Task, string Reason) : TaskEvent(Task);

    /// <summary>Put aside until tasks that it waits for have ended.</summary>
    public sealed record Suspended(WorkTask Task) : TaskEvent(Task);

    /// <summary>Given back undone because the runner was stopped.</summary>
    public sealed record Released(WorkTask Task) : TaskEvent(Task);

    /// <summary>Cancelled or taken over by another runner; what its handler did is not stored.</summary>
    public sealed record LeaseLost(WorkTask Task) : TaskEvent(Task);
}

namespace Backsmith.WorkTasks;

/// <summary>Names in an execution's event log; frozen, listed in <c>docs/tasks.md</c>.</summary>
public static class EventNames
{
    /// <summary>An execution was asked for.</summary>
    public const string ExecutionCreated = "execution.created";

    /// <summary>An execution ended with its result.</summary>
    public const string ExecutionCompleted = "execution.completed";

    /// <summary>An execution ended without its result.</summary>
    public const string ExecutionFailed = "execution.failed";

    /// <summary>An execution was stopped on request.</summary>
    public const string ExecutionCancelled = "execution.cancelled";

    /// <summary>An ended execution goes on because a task of it was requeued.</summary>
    public const string ExecutionReopened = "execution.reopened";

    /// <summary>A task came to be.</summary>
    public const string TaskSpawned = "task.spawned";

    /// <summary>The name under which a move of a task is logged.</summary>
    public static string Of(TaskTrigger trigger) => trigger switch
    {
        TaskTrigger.Claim => "task.claimed",
        TaskTrigger.Complete => "task.completed",
        TaskTrigger.FailWithRetry => "task.failed",
        TaskTrigger.Exhaust => "task.discarded",
        TaskTrigger.Release => "task.released",
        TaskTrigger.Cancel => "task.cancelled",
        TaskTrigger.Requeue => "task.requeued",
        TaskTrigger.Due => "task.due",
        TaskTrigger.Unblock => "task.unblocked",
        TaskTrigger.LeaseExpired => "task.lease_expired",
        TaskTrigger.Suspend => "task.suspended",
        TaskTrigger.Answer => "task.answered",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Not a trigger of a task."),
    };
}

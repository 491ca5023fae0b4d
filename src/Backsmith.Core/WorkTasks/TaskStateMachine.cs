namespace Backsmith.WorkTasks;

/// <summary>What can happen to a task. Each one that moves a task is written to the event log under <see cref="EventNames.Of(TaskTrigger)"/>.</summary>
public enum TaskTrigger
{
    /// <summary>A runner takes it under a lease.</summary>
    Claim,

    /// <summary>Its runner stores the result.</summary>
    Complete,

    /// <summary>Its runner failed and it will be tried again.</summary>
    FailWithRetry,

    /// <summary>It failed for good, or its attempts are used up.</summary>
    Exhaust,

    /// <summary>Its runner gives it back undone, without using up an attempt.</summary>
    Release,

    /// <summary>Stopped on request, by the end of its execution, or because a task it waits for will never complete.</summary>
    Cancel,

    /// <summary>A person wants it run again.</summary>
    Requeue,

    /// <summary>Its time has come.</summary>
    Due,

    /// <summary>The last task it waited for has completed.</summary>
    Unblock,

    /// <summary>Its runner did not renew the lease, or is known to be dead.</summary>
    LeaseExpired,

    /// <summary>Its runner puts it aside until other tasks have ended, and goes on with it then.</summary>
    Suspend,

    /// <summary>A person gives the answer that the task stands for.</summary>
    Answer,
}

/// <summary>Answer of <see cref="TaskStateMachine.Next"/>.</summary>
public abstract record TaskTransition
{
    private TaskTransition()
    {
    }

    /// <summary>The task moves.</summary>
    /// <param name="To">Its new state.</param>
    public sealed record Moved(TaskState To) : TaskTransition;

    /// <summary>The task stays as it is.</summary>
    /// <param name="Reason">One sentence for people that names the state and the trigger.</param>
    public sealed record Refused(string Reason) : TaskTransition;
}

/// <summary>The life of a task: the only place that says which state follows which. Pure; drawn in <c>docs/tasks.md</c>.</summary>
/// <remarks>States follow River (riverqueue.com/docs/job-lifecycle). A requeued task passes through <see cref="TaskState.Pending"/>, and leaves it in the same transaction when nothing blocks it.</remarks>
public static class TaskStateMachine
{
    /// <summary>Where a task goes from a state when something happens; refused where it makes no sense. Never throws for defined values.</summary>
    public static TaskTransition Next(TaskState from, TaskTrigger trigger) =>
        Target(from, trigger) is { } to
            ? new TaskTransition.Moved(to)
            : new TaskTransition.Refused($"A task that is {from} does not take {trigger}.");

    /// <summary>Whether a task in this state is over; only <see cref="TaskTrigger.Requeue"/> brings it back, and never a completed one.</summary>
    public static bool IsFinal(TaskState state) =>
        state is TaskState.Completed or TaskState.Cancelled or TaskState.Discarded;

    /// <summary>The state a new task starts in.</summary>
    /// <param name="blocked">It waits for a task that has not completed.</param>
    /// <param name="later">Its time has not come.</param>
    public static TaskState Initial(bool blocked, bool later) =>
        blocked ? TaskState.Pending : later ? TaskState.Scheduled : TaskState.Available;

    private static TaskState? Target(TaskState from, TaskTrigger trigger) => (from, trigger) switch
    {
        (TaskState.Available, TaskTrigger.Claim) => TaskState.Running,
        (TaskState.Running, TaskTrigger.Complete) => TaskState.Completed,
        (TaskState.Running, TaskTrigger.FailWithRetry) => TaskState.Retryable,
        (TaskState.Running, TaskTrigger.Exhaust) => TaskState.Discarded,
        (TaskState.Running, TaskTrigger.Release) => TaskState.Available,
        (TaskState.Running, TaskTrigger.LeaseExpired) => TaskState.Available,
        (TaskState.Running, TaskTrigger.Suspend) => TaskState.Pending,
        (TaskState.Pending, TaskTrigger.Answer) => TaskState.Completed,
        (TaskState.Scheduled or TaskState.Retryable, TaskTrigger.Due) => TaskState.Available,
        (TaskState.Pending, TaskTrigger.Unblock) => TaskState.Available,
        (TaskState.Cancelled or TaskState.Discarded, TaskTrigger.Requeue) => TaskState.Pending,
        (TaskState.Scheduled or TaskState.Pending or TaskState.Available or TaskState.Running or TaskState.Retryable, TaskTrigger.Cancel) => TaskState.Cancelled,
        _ => null,
    };
}

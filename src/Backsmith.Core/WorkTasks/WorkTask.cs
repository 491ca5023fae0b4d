namespace Backsmith.WorkTasks;

/// <summary>The kind of work a task is. A task may only be blocked by tasks of its own or an earlier phase.</summary>
public enum Phase
{
    /// <summary>Reading: snapshot, restore, review.</summary>
    Investigation,

    /// <summary>Making a patch in a throw-away copy.</summary>
    Building,

    /// <summary>Proving a patch.</summary>
    Validation,
}

/// <summary>Why a task was spawned.</summary>
public enum TaskPurpose
{
    /// <summary>Part of the plan from the start.</summary>
    Plan,

    /// <summary>Something is wrong.</summary>
    Bug,

    /// <summary>Something is slow.</summary>
    Performance,

    /// <summary>Something can be exploited.</summary>
    Security,

    /// <summary>Something could be better.</summary>
    Optimisation,

    /// <summary>Something should be simpler.</summary>
    Refactoring,
}

/// <summary>State of a task; the transitions are in <c>TaskStateMachine</c> and drawn in <c>docs/tasks.md</c>. Named as in River.</summary>
public enum TaskState
{
    /// <summary>Will become available at its time.</summary>
    Scheduled,

    /// <summary>Waits for the tasks that block it.</summary>
    Pending,

    /// <summary>Can be claimed.</summary>
    Available,

    /// <summary>Claimed under a lease.</summary>
    Running,

    /// <summary>Failed and will be tried again at its time.</summary>
    Retryable,

    /// <summary>Done; its result is stored.</summary>
    Completed,

    /// <summary>Stopped on request.</summary>
    Cancelled,

    /// <summary>Failed for good: a dead letter that can be requeued.</summary>
    Discarded,
}

/// <summary>A unit of work of an execution. "Task" in every text; <c>WorkTask</c> in code.</summary>
/// <param name="Id">Unique in the store, ascending in order of creation.</param>
/// <param name="ExecutionId">The execution it belongs to.</param>
/// <param name="Key">Unique in the execution: a second task with the same key joins the first.</param>
/// <param name="Kind">Which handler runs it, for example <c>review</c>.</param>
/// <param name="Phase">Investigation, building or validation.</param>
/// <param name="Purpose">Why it exists.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="Rationale">Why it is worth doing.</param>
/// <param name="ParentId">The task that spawned it, or null for those of the plan.</param>
/// <param name="Depth">0 for those of the plan, else one more than the parent's.</param>
/// <param name="BlockedBy">Ids of the tasks that must complete first.</param>
/// <param name="State">Where it stands; changed only through the store.</param>
/// <param name="Attempt">How often it was claimed; never falls, so that it is the fencing token of every write of its runner.</param>
/// <param name="Failures">How many of those attempts failed since it was spawned or requeued; a released or abandoned attempt is not a failure.</param>
/// <param name="MaxAttempts">Failures after which it is discarded, 1 to 5; default 5.</param>
/// <param name="RunAt">Not before this time, when scheduled or retryable.</param>
/// <param name="LeaseUntil">Until when its runner holds it, when running.</param>
/// <param name="Progress">What it is doing now, one line; null before it starts.</param>
/// <param name="Payload">Input as JSON.</param>
/// <param name="Result">Output as JSON, when completed.</param>
/// <param name="Error">The last failure, when retryable or discarded.</param>
/// <param name="CreatedAt">When it was spawned.</param>
/// <param name="StartedAt">When it was first claimed.</param>
/// <param name="FinishedAt">When it reached a final state.</param>
public sealed record WorkTask(
    long Id,
    string ExecutionId,
    string Key,
    string Kind,
    Phase Phase,
    TaskPurpose Purpose,
    string Title,
    string Description,
    string Rationale,
    long? ParentId,
    int Depth,
    IReadOnlyList<long> BlockedBy,
    TaskState State,
    int Attempt,
    int Failures,
    int MaxAttempts,
    DateTimeOffset? RunAt,
    DateTimeOffset? LeaseUntil,
    string? Progress,
    string Payload,
    string? Result,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>Whether it is a question: nothing runs it, a person's answer completes it. Default false.</summary>
    public bool AwaitsAnswer { get; init; }
}

/// <summary>A task to be spawned.</summary>
/// <param name="Key">Unique in the execution.</param>
/// <param name="Kind">Which handler runs it.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Purpose">Why it exists.</param>
/// <param name="Title">One line, not empty.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="Rationale">Why it is worth doing.</param>
/// <param name="Payload">Input as JSON.</param>
/// <param name="BlockedBy">Keys of tasks of the same execution, existing or spawned in the same call.</param>
/// <param name="MaxAttempts">1 to 5.</param>
/// <param name="RunAt">Not before this time; null for as soon as possible. Not together with <paramref name="BlockedBy"/>.</param>
public sealed record NewTask(
    string Key,
    string Kind,
    Phase Phase,
    TaskPurpose Purpose,
    string Title,
    string Description,
    string Rationale,
    string Payload,
    IReadOnlyList<string> BlockedBy,
    int MaxAttempts = 5,
    DateTimeOffset? RunAt = null)
{
    /// <summary>Whether it is a question: nothing runs it, a person's answer completes it. Such a task waits for no other. Default false.</summary>
    public bool AwaitsAnswer { get; init; }
}

/// <summary>Bounds on what an execution may spawn.</summary>
/// <param name="MaxTasks">Tasks in one execution, 1 to 10000; default 500.</param>
/// <param name="MaxDepth">Generations of discovered tasks, 1 to 50; default 10. What follows when a task has ended is of its generation.</param>
public sealed record SpawnLimits(int MaxTasks = 500, int MaxDepth = 10);

namespace Backsmith.Executions;

/// <summary>Where an execution stands.</summary>
public enum ExecutionState
{
    /// <summary>Has tasks that are not final, whether or not a process is working on them.</summary>
    Active,

    /// <summary>All tasks are final and the result is stored.</summary>
    Completed,

    /// <summary>A task was discarded and the result could not be produced.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Cancelled,
}

/// <summary>One request of a user: a task graph and an event log.</summary>
/// <param name="Id">Sortable by time of creation, lower case, for example <c>20261121-013210-4f2a</c>.</param>
/// <param name="Kind"><c>review</c> or <c>verify</c>.</param>
/// <param name="RepositoryRoot">Absolute path of the repository.</param>
/// <param name="Request">The request as JSON, so that a resumed run has all it needs.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ExitCode">Exit code of the command when finished, or null.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record Execution(
    string Id,
    string Kind,
    string RepositoryRoot,
    string Request,
    ExecutionState State,
    int? ExitCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt);

/// <summary>An entry of an execution's event log; written in the same transaction as the change it tells of.</summary>
/// <param name="Sequence">Ascending in the store.</param>
/// <param name="At">When.</param>
/// <param name="TaskId">The task, or null when it is about the execution.</param>
/// <param name="Name">For example <c>task.completed</c>; the list is in <c>docs/tasks.md</c>.</param>
/// <param name="Detail">One line for people.</param>
public sealed record ExecutionEvent(long Sequence, DateTimeOffset At, long? TaskId, string Name, string Detail);

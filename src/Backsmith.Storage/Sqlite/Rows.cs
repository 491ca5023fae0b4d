using System.Globalization;
using Backsmith.Executions;
using Backsmith.WorkTasks;

namespace Backsmith.Storage.Sqlite;

/// <summary>A row of <c>task</c> with its blockers.</summary>
internal sealed record TaskRow
{
    public long Id { get; init; }
    public string ExecutionId { get; init; } = "";
    public string Key { get; init; } = "";
    public string Kind { get; init; } = "";
    public Phase Phase { get; init; }
    public TaskPurpose Purpose { get; init; }
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public string Rationale { get; init; } = "";
    public long? ParentId { get; init; }
    public int Depth { get; init; }
    public TaskState State { get; init; }
    public int Attempt { get; init; }
    public int Failures { get; init; }
    public int Abandoned { get; init; }
    public int MaxAttempts { get; init; }
    public long? RunAt { get; init; }
    public string? LeaseOwner { get; init; }
    public long? LeaseUntil { get; init; }
    public long? CancelledBy { get; init; }
    public string? Progress { get; init; }
    public string Payload { get; init; } = "";
    public string? Result { get; init; }
    public string? Error { get; init; }
    public long CreatedAt { get; init; }
    public long? StartedAt { get; init; }
    public long? FinishedAt { get; init; }
    public bool Suspended { get; init; }
    public bool AwaitsAnswer { get; init; }
    public string? Blockers { get; init; }

    public WorkTask ToTask() => new(
        Id, ExecutionId, Key, Kind, Phase, Purpose, Title, Description, Rationale, ParentId, Depth, BlockerIds(), State,
        Attempt, Failures, MaxAttempts, Moment.At(RunAt), Moment.At(LeaseUntil), Progress, Payload, Result, Error,
        Moment.At(CreatedAt), Moment.At(StartedAt), Moment.At(FinishedAt)) { AwaitsAnswer = AwaitsAnswer };

    private long[] BlockerIds() => Blockers is null
        ? []
        : [.. Blockers.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).Order()];
}

/// <summary>A row of <c>execution</c>.</summary>
internal sealed record ExecutionRow
{
    public string Id { get; init; } = "";
    public string Kind { get; init; } = "";
    public string RepositoryRoot { get; init; } = "";
    public string Request { get; init; } = "";
    public ExecutionState State { get; init; }
    public int? ExitCode { get; init; }
    public long CreatedAt { get; init; }
    public long? FinishedAt { get; init; }

    public Execution ToExecution() =>
        new(Id, Kind, RepositoryRoot, Request, State, ExitCode, Moment.At(CreatedAt), Moment.At(FinishedAt));
}

/// <summary>A row of <c>task_step</c>.</summary>
internal sealed record StepRow
{
    public int Number { get; init; }
    public string Record { get; init; } = "";
    public int ModelCalls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public long? MicroDollars { get; init; }

    public TaskStep ToStep() => new(Number, Record, new StepCost(ModelCalls, InputTokens, OutputTokens, MicroDollars));
}

/// <summary>Sums over <c>task_step</c>.</summary>
internal sealed record SpendingRow
{
    public int ModelCalls { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public long MicroDollars { get; init; }
    public int UnpricedCalls { get; init; }

    public Spending ToSpending() => new(ModelCalls, InputTokens, OutputTokens, MicroDollars, UnpricedCalls);
}

/// <summary>A row of <c>event</c>.</summary>
internal sealed record EventRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public long? TaskId { get; init; }
    public string Name { get; init; } = "";
    public string Detail { get; init; } = "";

    public ExecutionEvent ToEvent() => new(Sequence, Moment.At(At), TaskId, Name, Detail);
}

/// <summary>What spawning needs to know of a task that is there.</summary>
internal sealed record KeyRow
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public Phase Phase { get; init; }
    public TaskState State { get; init; }
}

/// <summary>Times as they are stored: milliseconds since 1970-01-01 UTC.</summary>
internal static class Moment
{
    public static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? At(long? milliseconds) => milliseconds is { } ms ? At(ms) : null;
}

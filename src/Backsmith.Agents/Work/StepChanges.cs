using Backsmith.Executions;
using Backsmith.Inspection;

namespace Backsmith.Agents.Work;

/// <summary>What one recorded step did to the copy. Each part is null or empty when the step did nothing of the kind.</summary>
public sealed record StepChanges
{
    /// <summary>Files written or deleted, in order, on top of what was before.</summary>
    public IReadOnlyList<FileEdit> Edits { get; init; } = [];

    /// <summary>All changes against the snapshot as a diff, when commands ran that may have written; in the place of what was before.</summary>
    public byte[]? Tree { get; init; }

    /// <summary>Ids of the tasks whose changes were laid on a fresh copy; the work goes on from there.</summary>
    public IReadOnlyList<long>? Start { get; init; }

    /// <summary>What the worker itself had changed when it was put aside. With <see cref="Start"/>: it was laid on top of that.</summary>
    public ChangeSet? Own { get; init; }
}

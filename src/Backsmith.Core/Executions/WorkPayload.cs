using Backsmith.Sandboxes;

namespace Backsmith.Executions;

/// <summary>Input of a task that a worker does.</summary>
/// <param name="Base">The reviewed base, as a record.</param>
/// <param name="Plan">The plan, as a record.</param>
/// <param name="Role">Role that works on it.</param>
/// <param name="Done">What must hold for it to be done.</param>
/// <param name="Feedback">Digest of what a failed proof or a conflict said; null otherwise.</param>
public sealed record WorkPayload(string Base, string Plan, string Role, IReadOnlyList<string> Done, string? Feedback);

/// <summary>Output of a task that a worker did.</summary>
/// <param name="Report">What the worker says.</param>
/// <param name="Changes">What it changed, as a record of <see cref="ChangeSet"/>; null when nothing.</param>
/// <param name="Stopped">Why it ended before it was done; null when it ended by itself.</param>
public sealed record WorkResult(WorkReport? Report, string? Changes, string? Stopped)
{
    /// <summary>Facts that the worker proposes for the memory; default none.</summary>
    public IReadOnlyList<string> Proposals { get; init; } = [];
}

/// <summary>Files as a worker found and left them.</summary>
/// <param name="Files">One entry for each file that differs.</param>
public sealed record ChangeSet(IReadOnlyList<ChangedContent> Files);

/// <summary>One file as a worker found and left it.</summary>
/// <param name="Before">As it was when the work began.</param>
/// <param name="After">As it was left.</param>
public sealed record ChangedContent(FileVersion Before, FileVersion After);

/// <summary>Input of the task that plans.</summary>
/// <param name="Base">The reviewed base, as a record.</param>
public sealed record PlanPayload(string Base);

/// <summary>Output of the task that plans.</summary>
/// <param name="Plan">The plan, as a record.</param>
public sealed record PlanResult(string Plan);

/// <summary>Input of the task that brings together what workers changed.</summary>
/// <param name="Base">The reviewed base, as a record.</param>
/// <param name="Plan">The plan, as a record.</param>
/// <param name="Round">Proofs that were tried before.</param>
/// <param name="Last">What the last proof came to; null before the first. The same diff is not proven again.</param>
public sealed record AssemblePayload(string Base, string Plan, int Round, ProvePayload? Last = null);

using Backsmith.Inspection;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Executions;

/// <summary>The base of an execution, restored and reviewed.</summary>
/// <param name="Snapshot">The base.</param>
/// <param name="Restore">What restoring came to.</param>
/// <param name="Review">What reviewing came to.</param>
public sealed record ReviewedBase(Snapshot Snapshot, RestoreOutcome Restore, Review Review)
{
    /// <summary>Parts of other stacks than .NET; default none.</summary>
    public IReadOnlyList<CodePart> Parts { get; init; } = [];
}

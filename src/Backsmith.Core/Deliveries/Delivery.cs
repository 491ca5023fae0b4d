using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;

namespace Backsmith.Deliveries;

/// <summary>What became of one finding.</summary>
public enum RepairState
{
    /// <summary>Repaired by the patch, with proof.</summary>
    Proven,

    /// <summary>A fix was made and did not hold.</summary>
    Refuted,

    /// <summary>A fix was made and could not be decided.</summary>
    Inconclusive,

    /// <summary>No fix was made.</summary>
    NoFix,
}

/// <summary>A finding of the base and what became of it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="State">What became of it.</param>
/// <param name="Title">What its fix does, when one was made.</param>
/// <param name="Reason">Why it is not repaired, when it is not.</param>
/// <param name="Patch">Its fix alone, when one was made.</param>
public sealed record Repair(Finding Finding, RepairState State, string? Title, string? Reason, Patch? Patch);

/// <summary>A file as it was before a patch and as it is after: what <c>apply</c> writes.</summary>
/// <param name="Before">On the base.</param>
/// <param name="After">With the patch.</param>
public sealed record FileTransition(FileVersion Before, FileVersion After);

/// <summary>Everything that leaves an execution.</summary>
/// <param name="ExecutionId">Which.</param>
/// <param name="Kind"><c>review</c>, <c>verify</c> or <c>solve</c>.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Base">The base, restored and reviewed.</param>
/// <param name="Measurement">The base, built and tested; null when nothing had to be proven.</param>
/// <param name="Repairs">Every finding of the base, in order.</param>
/// <param name="Patch">The patch that is handed over, or the one that was verified; null when there is none.</param>
/// <param name="Proof">Its proof; null when there is no patch.</param>
/// <param name="Files">What the patch does to each file; empty unless it was applied.</param>
/// <param name="Secrets">What reports leave out: the values that findings of <see cref="Secrets.SecretValues.Rule"/> stand on, longest first. Kept in the state folder, never delivered.</param>
/// <param name="Environment">Where the proof was made; null when there is no proof.</param>
/// <param name="StartedAt">When the execution was asked for.</param>
/// <param name="FinishedAt">When the delivery was gathered.</param>
public sealed record Delivery(
    string ExecutionId,
    string Kind,
    ExecutionRequest Request,
    ReviewedBase Base,
    Measurement? Measurement,
    IReadOnlyList<Repair> Repairs,
    Patch? Patch,
    Proof? Proof,
    IReadOnlyList<FileTransition> Files,
    IReadOnlyList<string> Secrets,
    ProofEnvironment? Environment,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt)
{
    /// <summary>What workers planned, said and spent; null for other commands than <c>solve</c>.</summary>
    public Engineering? Engineering { get; init; }

    /// <summary>The exit code: 1 for findings at or above the threshold in the base, for a patch that is not proven, or for one that its reviewer blocks; 5 when work was broken off.</summary>
    public int ExitCode => Engineering is { } work
        ? work.Stopped is not null ? 5 : Proof is null || (Proof.Judgement.Verdict == Verdict.Proven && work.Blocking.Count == 0) ? 0 : 1
        : Kind == "verify"
        ? Proof?.Judgement.Verdict == Verdict.Proven ? 0 : 1
        : Repairs.Any(repair => repair.Finding.Severity >= Request.Threshold && !repair.Finding.Suppressed) ? 1 : 0;
}

using Backsmith.Findings;
using Backsmith.Proofs;
using Backsmith.Repositories;

namespace Backsmith.Executions;

/// <summary>What a user asked for; all that a resumed run needs.</summary>
/// <param name="Repository">Where.</param>
/// <param name="Threshold">Findings at or above it make the exit code 1, and refute a patch that adds them.</param>
/// <param name="Fix">Whether fixes are made and proven.</param>
/// <param name="Offline">Whether even the restore of the base may not use the network.</param>
/// <param name="Revision">Revision that is the base instead of the working tree, or null.</param>
/// <param name="PatchDigest">For <c>verify</c>: the diff in the blob store.</param>
/// <param name="Claim">For <c>verify</c>: what the patch says it does.</param>
/// <param name="Output">Absolute path of the folder that the delivery goes to, or null for the state folder.</param>
public sealed record ExecutionRequest(
    Repository Repository,
    Severity Threshold,
    bool Fix,
    bool Offline,
    string? Revision,
    string? PatchDigest,
    Claim Claim,
    string? Output = null)
{
    /// <summary>What <c>solve</c> was asked for; null for other commands.</summary>
    public SolveRequest? Solve { get; init; }
}

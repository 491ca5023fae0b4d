using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>What was measured on one side of a patch.</summary>
/// <param name="Restore">Packages.</param>
/// <param name="Build">Build.</param>
/// <param name="Tests">Test runs, the first complete one first; empty when the build failed.</param>
/// <param name="Review">Findings; null when the tree could not be inspected.</param>
public sealed record Measurement(RestoreOutcome Restore, BuildOutcome Build, IReadOnlyList<TestOutcome> Tests, Review? Review);

/// <summary>Everything a verdict is made from. Plain data: judging it again gives the same verdict.</summary>
/// <param name="Claim">What the patch says it does.</param>
/// <param name="Patch">The patch.</param>
/// <param name="Targets">Fingerprints of the findings that must go; empty unless a code fix claims a repair.</param>
/// <param name="Threshold">A new finding at or above it refutes.</param>
/// <param name="Scope">What the policy says.</param>
/// <param name="Before">The unpatched tree.</param>
/// <param name="Apply">Whether it applies; null when it was not tried.</param>
/// <param name="After">The patched tree; null when it did not apply.</param>
/// <param name="OriginalTests">Patched code under the standing test projects as they were before, when the patch touches files of theirs: a file it adds there can weaken tests as well as an edit.</param>
/// <param name="NewTestsBefore">The patch's test files on the unpatched code, for a feature, and for a repair that brings tests.</param>
/// <param name="Coverage">Lines that tests reach after the patch.</param>
/// <param name="Changes">Formatting and duplicates on changed lines.</param>
/// <param name="DriftBefore">Paths that were not formatted before the patch either; their formatting is not held against it.</param>
/// <param name="TestProjects">Folders of test projects on either side, relative to the root.</param>
public sealed record Evidence(
    Claim Claim,
    Patch Patch,
    IReadOnlyList<string> Targets,
    Severity Threshold,
    ScopeReport Scope,
    Measurement Before,
    ApplyOutcome? Apply,
    Measurement? After,
    Measurement? OriginalTests,
    Measurement? NewTestsBefore,
    CoverageOutcome? Coverage,
    ChangeReview? Changes,
    IReadOnlyList<string> DriftBefore,
    IReadOnlyList<string> TestProjects);

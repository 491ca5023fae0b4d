namespace Backsmith.Executions;

/// <summary>Input of tasks that need the snapshot.</summary>
internal sealed record SnapshotPayload(string Snapshot);

/// <summary>Input of tasks that need the reviewed base.</summary>
internal sealed record BasePayload(string Base);

/// <summary>Input of a repair task.</summary>
internal sealed record FixPayload(string Base, string Fingerprint);

/// <summary>Output of a repair task.</summary>
/// <param name="Fingerprint">The finding.</param>
/// <param name="Title">What the fix does, or null.</param>
/// <param name="Refusal">Why there is none, or null.</param>
/// <param name="Patch">The fix alone as a patch record, or null.</param>
internal sealed record FixResult(string Fingerprint, string? Title, string? Refusal, string? Patch);

/// <summary>Output of the measuring task.</summary>
internal sealed record MeasureResult(string Measurement);

/// <summary>Where the search for the largest proven set of fixes stands.</summary>
/// <param name="Base">The reviewed base.</param>
/// <param name="Measurement">The base, built and tested; null until the first round looks it up.</param>
/// <param name="Proven">Fingerprints whose fixes are proven together.</param>
/// <param name="Proof">Proof of exactly that set, or null.</param>
/// <param name="Waiting">Sets still to be tried, first one next.</param>
/// <param name="Settled">Findings whose fix was not proven.</param>
/// <param name="Round">Counts the proofs made.</param>
public sealed record ProvePayload(
    string Base,
    string? Measurement,
    IReadOnlyList<string> Proven,
    string? Proof,
    IReadOnlyList<IReadOnlyList<string>> Waiting,
    IReadOnlyList<SettledFix> Settled,
    int Round)
{
    /// <summary>The diff that workers made, in the blob store; null when the patch is made of fixes, or was given by the user.</summary>
    public string? Diff { get; init; }

    /// <summary>The plan that the diff follows, as a record; null for other patches.</summary>
    public string? Plan { get; init; }

    /// <summary>Where it stood with the last diff that was proven; delivered when what was changed after it does not hold. Null when there is none.</summary>
    public ProvePayload? Held { get; init; }
}

/// <summary>A fix that was not proven, and why.</summary>
public sealed record SettledFix(string Fingerprint, Proofs.Verdict Verdict, string Reason);

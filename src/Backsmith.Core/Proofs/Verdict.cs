namespace Backsmith.Proofs;

/// <summary>What a patch says it does.</summary>
public enum Claim
{
    /// <summary>A finding or a failing test goes.</summary>
    Repair,

    /// <summary>Something new works, shown by tests that come with it.</summary>
    Feature,

    /// <summary>Nothing changes for anybody who calls the code.</summary>
    Preserve,
}

/// <summary>What the proof came to.</summary>
public enum Verdict
{
    /// <summary>The claim holds and nothing that held fails.</summary>
    Proven,

    /// <summary>Something that held fails, or the claim does not hold.</summary>
    Refuted,

    /// <summary>Nothing was refuted, but something that a proof needs is missing or cannot be trusted.</summary>
    Inconclusive,
}

/// <summary>How far the evidence goes; printed beside the verdict.</summary>
public enum EvidenceLevel
{
    /// <summary>Nothing ran.</summary>
    None,

    /// <summary>The patched tree was built and reviewed.</summary>
    Built,

    /// <summary>A test command that ended well reaches the changed lines; which tests ran is not known.</summary>
    Ran,

    /// <summary>Passing tests reach the changed lines, by a report that the process of the tests wrote itself.</summary>
    Reported,

    /// <summary>Passing tests reach the changed lines, by a runner that what is tested cannot reach.</summary>
    Tested,
}

/// <summary>How one check of a proof ended.</summary>
public enum CheckResult
{
    /// <summary>Holds.</summary>
    Pass,

    /// <summary>Does not hold: refutes.</summary>
    Fail,

    /// <summary>Could not be decided, or needs a person: the proof stays inconclusive.</summary>
    Open,

    /// <summary>There is nothing to check.</summary>
    NotApplicable,
}

/// <summary>One check of a proof.</summary>
/// <param name="Name">Stable identifier, for example <c>tests-hold</c>.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Evidence">What was seen, in a sentence with figures.</param>
public sealed record Check(string Name, CheckResult Result, string Evidence);

/// <summary>The verdict with its grounds.</summary>
/// <param name="Verdict">Refuted if any check fails, else inconclusive if any is open, else proven.</param>
/// <param name="Level">How far the evidence goes.</param>
/// <param name="Checks">Every check in the order in which it was made.</param>
/// <param name="Alerts">Edits that a reader must look at first: tests, build files, module initialisers.</param>
public sealed record Judgement(Verdict Verdict, EvidenceLevel Level, IReadOnlyList<Check> Checks, IReadOnlyList<string> Alerts)
{
    /// <summary>The checks that keep the patch from being proven.</summary>
    public IEnumerable<Check> Obstacles => Checks.Where(check => check.Result is CheckResult.Fail or CheckResult.Open);
}

namespace Backsmith.Findings;

/// <summary>How sure the rule is of this finding.</summary>
public enum Confidence
{
    /// <summary>Could not be seen fully, for instance because packages were missing.</summary>
    Low,

    /// <summary>Likely; one fact was inferred.</summary>
    Medium,

    /// <summary>All facts were seen.</summary>
    High,
}

/// <summary>Something that is wrong at one place. Follows a SARIF result.</summary>
/// <param name="RuleId">The rule that reports it.</param>
/// <param name="Category">Category id of the rule.</param>
/// <param name="Severity">Severity of this finding.</param>
/// <param name="Message">What, why here, and what to do; two sentences.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Symbol">The member or type that contains it, fully qualified, or null outside code.</param>
/// <param name="Fingerprint">Unique in an execution and stable when lines move: see <see cref="Findings.Fingerprint"/>.</param>
/// <param name="Confidence">How sure the rule is.</param>
/// <param name="Flow">The way of the value, source first; empty for rules that follow none.</param>
/// <param name="HasFix">Whether a code fix is offered for this very finding.</param>
/// <param name="Suppressed">Whether the source suppresses it (pragma, attribute, editorconfig). A suppressed finding is still there.</param>
public sealed record Finding(
    string RuleId,
    string Category,
    Severity Severity,
    string Message,
    SourceLocation Location,
    string? Symbol,
    string Fingerprint,
    Confidence Confidence,
    IReadOnlyList<FlowStep> Flow,
    bool HasFix,
    bool Suppressed);

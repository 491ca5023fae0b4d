namespace Backsmith.Findings;

/// <summary>What a rule is, as reports and SARIF show it.</summary>
/// <param name="Id">For example <c>BS0001</c> or <c>CA2200</c>.</param>
/// <param name="Title">A short name.</param>
/// <param name="Category">One of <see cref="Findings.Category.All"/> by id.</param>
/// <param name="Severity">Default severity.</param>
/// <param name="Rationale">Why it matters, in one or two sentences.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="HelpUri">Page that documents the rule.</param>
/// <param name="HasFix">Whether a code fix exists for it.</param>
public sealed record Rule(
    string Id,
    string Title,
    string Category,
    Severity Severity,
    string Rationale,
    string Remedy,
    string? HelpUri,
    bool HasFix);

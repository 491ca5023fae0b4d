using Backsmith.Findings;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Reviewing;

/// <summary>What a rule reported in one project, before equal ones of several frameworks are joined and fingerprints are made.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Message">Its message.</param>
/// <param name="Place">Where.</param>
/// <param name="Symbol">The member around the place, or null outside of code.</param>
/// <param name="Code">The code at the place, as the fingerprint takes it.</param>
/// <param name="Confidence">How sure the rule is.</param>
/// <param name="Flow">The steps of the value.</param>
/// <param name="Suppressed">Whether the repository suppresses it.</param>
internal sealed record RuleHit(string Rule, string Message, SourceLocation Place, string? Symbol, string Code, Confidence Confidence, IReadOnlyList<FlowStep> Flow, bool Suppressed)
{
    /// <summary>The diagnostic it was read from; null when it was kept from an earlier review.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Diagnostic? Diagnostic { get; init; }
}

/// <summary>What the review of one project gave: all that is kept of it.</summary>
/// <param name="Hits">In the order of the analysis.</param>
/// <param name="UnboundNames">Distinct names the compiler could not bind.</param>
/// <param name="Files">C# files, generated ones excluded.</param>
/// <param name="Lines">Lines in them.</param>
/// <param name="Failures">Rules that failed and files that are no C#, one sentence each.</param>
internal sealed record ProjectReview(IReadOnlyList<RuleHit> Hits, int UnboundNames, int Files, int Lines, IReadOnlyList<string> Failures);

using System.Text.Json.Serialization;
using Backsmith.Findings;
using Backsmith.Patches;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Where a finding stands at the end, what needs attention most first.</summary>
public enum FindingState
{
    /// <summary>Only the patched tree has it.</summary>
    New,

    /// <summary>A fix was made and did not hold.</summary>
    FixRefuted,

    /// <summary>A fix was made and could not be decided.</summary>
    FixOpen,

    /// <summary>It stands, and no fix was made.</summary>
    Stands,

    /// <summary>It stands, and the source suppresses it.</summary>
    Suppressed,

    /// <summary>The patch removes it; the proof did not come to Proven.</summary>
    Gone,

    /// <summary>The patch removes it, with proof.</summary>
    Repaired,
}

/// <summary>A finding as reports show it.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="RuleTitle">Short name of its rule; empty when the rule is not known.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Outcome">What became of it and why.</param>
/// <param name="Diff">The hunks about it as a unified diff; null when there are none.</param>
/// <param name="Proof">What the proof says about those hunks; null when there are none.</param>
/// <param name="Page">Where its rule is explained: an address, or a file of this program's own documentation; null when nowhere.</param>
public sealed record ReportedFinding(FindingState State, string RuleTitle, Finding Finding, string Outcome, string? Diff, string? Proof, string? Page)
{
    /// <summary>The member it stands in without namespaces; null outside code.</summary>
    [JsonIgnore]
    public string? Member => Finding.Symbol is { } symbol ? MemberName.Short(symbol) : null;

    /// <summary>The state in the words that reports share.</summary>
    [JsonIgnore]
    public string Label => State switch
    {
        FindingState.New => "new with this patch",
        FindingState.FixRefuted => "fix refuted",
        FindingState.FixOpen => "fix not proven",
        FindingState.Stands => "stands",
        FindingState.Suppressed => "suppressed, stands",
        FindingState.Gone => "gone, not proven",
        _ => "repaired with proof",
    };

    /// <summary>Every finding of a delivery: those that need attention first, the worst of them first.</summary>
    public static IReadOnlyList<ReportedFinding> Of(Delivery delivery)
    {
        var rules = delivery.Base.Review.Rules.Concat(delivery.Proof?.Evidence.After?.Review?.Rules ?? []).GroupBy(rule => rule.Id).ToDictionary(group => group.Key, group => group.First());
        var found = delivery.Kind == "verify" ? OfPatch(delivery, rules) : delivery.Repairs.Select(repair => OfRepair(repair, delivery, rules));
        return
        [
            .. found.OrderBy(entry => entry.State >= FindingState.Suppressed ? entry.State : FindingState.New)
                .ThenByDescending(entry => entry.Finding.Severity)
                .ThenBy(entry => entry.State)
                .ThenBy(entry => entry.Finding.Location.Path, StringComparer.Ordinal)
                .ThenBy(entry => entry.Finding.Location.StartLine),
        ];
    }

    private static ReportedFinding OfRepair(Repair repair, Delivery delivery, Dictionary<string, Rule> rules)
    {
        var (state, outcome) = repair.State switch
        {
            RepairState.Proven => (FindingState.Repaired, repair.Title ?? "Repaired by the rule's fix."),
            RepairState.Refuted => (FindingState.FixRefuted, repair.Reason ?? "The proof gave no reason."),
            RepairState.Inconclusive => (FindingState.FixOpen, repair.Reason ?? "The proof gave no reason."),
            _ when repair.Finding.Suppressed => (FindingState.Suppressed, "The source suppresses it; it was left alone."),
            _ => (FindingState.Stands, repair.Reason ?? "No fix was made."),
        };
        return Make(state, repair.Finding, outcome, repair.Patch is { } patch ? DiffText.Of(patch.Files) : null, delivery, repair.Patch, rules);
    }

    private static IEnumerable<ReportedFinding> OfPatch(Delivery delivery, Dictionary<string, Rule> rules)
    {
        var after = delivery.Proof?.Evidence.After;
        var comparison = after?.Review is null ? null : FindingChecks.Compare(delivery.Proof!.Evidence, after);
        foreach (var finding in comparison?.New ?? [])
        {
            yield return Make(FindingState.New, finding, "The base does not have it.", DiffText.Around(delivery.Patch!, finding.Location, after: true), delivery, null, rules);
        }

        var gone = (comparison?.Gone ?? []).Select(finding => finding.Fingerprint).ToHashSet();
        var proven = delivery.Proof?.Judgement.Verdict == Verdict.Proven;
        foreach (var finding in delivery.Repairs.Select(repair => repair.Finding))
        {
            yield return gone.Contains(finding.Fingerprint)
                ? Make(proven ? FindingState.Repaired : FindingState.Gone, finding, "The patched tree does not have it any more.", DiffText.Around(delivery.Patch!, finding.Location, after: false), delivery, null, rules)
                : Make(finding.Suppressed ? FindingState.Suppressed : FindingState.Stands, finding, comparison is null ? "The patched tree was not reviewed." : "The patch leaves it as it was.", null, delivery, null, rules);
        }
    }

    private static ReportedFinding Make(FindingState state, Finding finding, string outcome, string? diff, Delivery delivery, Patch? fix, Dictionary<string, Rule> rules)
    {
        var rule = rules.GetValueOrDefault(finding.RuleId);
        var page = ChecklistLine.IsOwn(finding.RuleId) ? $"docs/rules/{finding.RuleId}.md" : rule?.HelpUri;
        return new ReportedFinding(state, rule?.Title ?? "", finding, outcome, diff, diff is null ? null : FindingProof.Of(state, delivery, fix), page);
    }
}

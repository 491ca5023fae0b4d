using System.Globalization;
using System.Text;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Writes a delivery as Markdown (CommonMark with GitHub's tables). Text of the repository is escaped or fenced.</summary>
public static class MarkdownReport
{
    /// <summary>The report.</summary>
    public static string Write(Delivery delivery)
    {
        var text = new StringBuilder();
        text.Append("# Backsmith ").Append(delivery.Kind).Append("\n\n");
        foreach (var alert in delivery.Proof?.Judgement.Alerts ?? [])
        {
            text.Append("> **Look first:** ").Append(Safe(alert)).Append("\n\n");
        }

        if (delivery.Proof is { } proof)
        {
            text.Append("**").Append(proof.Judgement.Verdict).Append("** · evidence: ").Append(proof.Judgement.Level.ToString().ToLowerInvariant())
                .Append(" · claim: ").Append(proof.Evidence.Claim.ToString().ToLowerInvariant()).Append("\n\n");
        }

        Analysis(text, delivery);
        Decision(text, delivery);
        Implementation(text, delivery);
        Considerations(text, delivery);
        return text.ToString();
    }

    private static void Analysis(StringBuilder text, Delivery delivery)
    {
        var review = delivery.Base.Review;
        text.Append("## Analysis\n\n").Append(CultureInfo.InvariantCulture, $"{review.Projects.Count} projects, {review.Projects.Sum(project => project.Lines)} lines, {review.Rules.Count} rules, {review.Findings.Count} findings; base tree `{delivery.Base.Snapshot.TreeId}`.\n\n");
        text.Append("| Checklist | Outcome |\n|---|---|\n");
        foreach (var line in ChecklistLine.Of(delivery))
        {
            text.Append("| ").Append(line.Category.Title).Append(" | ").Append(line.Outcome).Append(" |\n");
        }

        text.Append("\n| Severity | Rule | Place | Finding | Outcome |\n|---|---|---|---|---|\n");
        foreach (var repair in delivery.Repairs)
        {
            var finding = repair.Finding;
            text.Append(CultureInfo.InvariantCulture, $"| {finding.Severity.ToString().ToLowerInvariant()} | {finding.RuleId} | {Safe(finding.Location.Path)}:{finding.Location.StartLine} | {Safe(finding.Message)} | {Safe(Outcome(repair))} |\n");
        }

        text.Append('\n');
        foreach (var limitation in review.Limitations.Concat(delivery.Base.Snapshot.Notices))
        {
            text.Append("- ").Append(Safe(limitation)).Append('\n');
        }
    }

    private static void Decision(StringBuilder text, Delivery delivery)
    {
        text.Append("\n## Architecture decision\n\n");
        text.Append(delivery.Kind == "verify"
            ? "The patch is judged as it came; nothing of it was changed. The alternative, repairing it on the way, was left out: a proof is about the diff that was given.\n"
            : "Each finding with a safe fix is repaired by the smallest edit that makes the rule silent; fixes are proven together and bisected when they fail. The alternatives, one patch for each finding or one proof for all without bisection, cost more builds or lose good fixes to one bad one. Findings that need a product decision are reported and left alone.\n");
    }

    private static void Implementation(StringBuilder text, Delivery delivery)
    {
        text.Append("\n## Implementation\n\n");
        if (delivery.Proof is not { } proof)
        {
            text.Append("No patch.\n");
            return;
        }

        text.Append("| Check | Result | Evidence |\n|---|---|---|\n");
        foreach (var check in proof.Judgement.Checks)
        {
            text.Append("| ").Append(check.Name).Append(" | ").Append(check.Result).Append(" | ").Append(Safe(check.Evidence)).Append(" |\n");
        }

        var diff = Encoding.UTF8.GetString(proof.Evidence.Patch.Diff.Span);
        var fence = Fence(diff);
        text.Append('\n').Append(fence).Append("diff\n").Append(diff).Append(diff.EndsWith('\n') ? "" : "\n").Append(fence).Append('\n');
    }

    private static void Considerations(StringBuilder text, Delivery delivery)
    {
        text.Append("\n## Considerations\n\n");
        foreach (var (box, result, evidence) in Scorecard.Of(delivery))
        {
            text.Append("- ").Append(result).Append(": ").Append(box).Append(" (").Append(Safe(evidence)).Append(")\n");
        }

        text.Append("\nRun the tests of the patched tree with `dotnet test` after `git apply changes.patch`; check the proof as `docs/proof.md` says.\n");
    }

    internal static string Outcome(Repair repair) => repair.State switch
    {
        RepairState.Proven => "repaired with proof: " + repair.Title,
        RepairState.Refuted => "fix refuted: " + repair.Reason,
        RepairState.Inconclusive => "fix not proven: " + repair.Reason,
        _ => "no fix: " + repair.Reason,
    };

    /// <summary>A fence that the content cannot close.</summary>
    private static string Fence(string content)
    {
        var fence = "```";
        while (content.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence;
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in PlainText.Line(text))
        {
            safe.Append(character switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' => "\\" + character, _ => character.ToString() });
        }

        return safe.ToString();
    }
}

using System.Globalization;
using System.Text;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Writes a delivery for a terminal: four parts, the checklist, the verdict.</summary>
public sealed class TextReport(bool colour)
{
    private readonly StringBuilder _text = new();

    /// <summary>The report.</summary>
    /// <param name="delivery">What to report.</param>
    /// <param name="folder">Where the delivery folder lies, or null when none was written.</param>
    public string Write(Delivery delivery, string? folder)
    {
        Alerts(delivery);
        Analysis(delivery);
        Checklist(delivery);
        Implementation(delivery);
        Considerations(delivery, folder);
        return _text.ToString();
    }

    private void Alerts(Delivery delivery)
    {
        foreach (var alert in delivery.Proof?.Judgement.Alerts ?? [])
        {
            Line(Paint("33", "! ") + Safe(alert));
        }
    }

    private void Analysis(Delivery delivery)
    {
        Title("Analysis");
        var review = delivery.Base.Review;
        Line(string.Create(CultureInfo.InvariantCulture, $"{review.Projects.Count} projects, {review.Projects.Sum(project => project.Lines)} lines, {review.Rules.Count} rules, {review.Findings.Count} findings at tree {delivery.Base.Snapshot.TreeId[..12]}"));
        foreach (var repair in delivery.Repairs)
        {
            var finding = repair.Finding;
            Line("");
            Line($"{Severity(finding.Severity)} {finding.RuleId} {Safe(finding.Location.Path)}:{finding.Location.StartLine}{(finding.Symbol is null ? "" : " in " + Safe(finding.Symbol))}");
            Line("  " + Safe(finding.Message));
            foreach (var step in finding.Flow)
            {
                Line($"    {Safe(step.Location.Path)}:{step.Location.StartLine} {Safe(step.Message)}");
            }

            Line("  " + Outcome(repair));
        }

        foreach (var limitation in review.Limitations.Concat(delivery.Base.Snapshot.Notices))
        {
            Line("  note: " + Safe(limitation));
        }
    }

    private string Outcome(Repair repair) => repair.State switch
    {
        RepairState.Proven => Paint("32", "repaired with proof: ") + Safe(repair.Title ?? ""),
        RepairState.Refuted => Paint("31", "fix refuted: ") + Safe(repair.Reason ?? ""),
        RepairState.Inconclusive => Paint("33", "fix not proven: ") + Safe(repair.Reason ?? ""),
        _ => Paint("2", "no fix: " + Safe(repair.Reason ?? "")),
    };

    private void Checklist(Delivery delivery)
    {
        Title("Checklist");
        foreach (var line in ChecklistLine.Of(delivery))
        {
            Line($"  {line.Category.Title,-28} {line.Outcome}");
        }
    }

    private void Implementation(Delivery delivery)
    {
        Title("Implementation");
        if (delivery.Proof is not { } proof)
        {
            Line("No patch.");
            return;
        }

        var judgement = proof.Judgement;
        Line($"{proof.Evidence.Patch.Files.Count} files changed. Verdict: {Paint(judgement.Verdict == Verdict.Proven ? "32" : "31", judgement.Verdict.ToString().ToUpperInvariant())} ({judgement.Level.ToString().ToLowerInvariant()}), claim: {proof.Evidence.Claim.ToString().ToLowerInvariant()}");
        foreach (var check in judgement.Checks)
        {
            Line($"  {Mark(check.Result)} {check.Name,-18} {Safe(check.Evidence)}");
        }
    }

    private void Considerations(Delivery delivery, string? folder)
    {
        Title("Considerations");
        Line($"Took {(delivery.FinishedAt - delivery.StartedAt).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        if (folder is not null)
        {
            Line($"Delivery: {folder}");
            if (delivery.Proof?.Judgement.Verdict == Verdict.Proven)
            {
                Line($"Apply it:  backsmith apply {delivery.ExecutionId}   or   git apply {folder}/changes.patch");
            }
        }
    }

    private string Mark(CheckResult result) => result switch
    {
        CheckResult.Pass => Paint("32", "pass"),
        CheckResult.Fail => Paint("31", "FAIL"),
        CheckResult.Open => Paint("33", "open"),
        _ => Paint("2", "n/a "),
    };

    private string Severity(Severity severity) => severity switch
    {
        Findings.Severity.Error => Paint("31", "error  "),
        Findings.Severity.Warning => Paint("33", "warning"),
        _ => Paint("36", "note   "),
    };

    private void Title(string title)
    {
        Line("");
        Line(Paint("1", title));
    }

    private void Line(string text) => _text.Append(text).Append('\n');

    private string Paint(string code, string text) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static string Safe(string text) => PlainText.Line(text);
}

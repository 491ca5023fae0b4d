using System.Reflection;
using System.Text;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Writes an answer as one self-contained HTML page: each finding beside its diff and its proof. Everything from a repository is encoded.</summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Write(Answer answer)
    {
        var page = new HtmlText();
        Head(page, answer);
        page.Raw("<main>");
        Analysis(page, answer);
        Decision(page, answer.ArchitectureDecision);
        Implementation(page, answer.Implementation);
        Considerations(page, answer.Considerations);
        page.Raw("</main>");
        var title = new HtmlText().Text($"Backsmith {answer.Kind} {answer.ExecutionId}").ToString();
        return Template().Replace("{{title}}", title, StringComparison.Ordinal).Replace("{{body}}", page.ToString(), StringComparison.Ordinal);
    }

    private static void Head(HtmlText page, Answer answer)
    {
        page.Raw("<header>").Element("p class=kind", $"Backsmith {answer.Kind}").Element("h1", answer.Headline);
        if (answer.Verdict is { } verdict)
        {
            page.Raw($"<p class=\"verdict {Wording.Of<Verdict>(verdict)}\">").Element("strong", verdict.ToString())
                .Text($" evidence: {Wording.Of(answer.Evidence)} · claim: {Wording.Of(answer.Claim)}").Raw("</p>");
        }

        foreach (var alert in answer.Alerts)
        {
            page.Element("p class=alert", "Look first: " + alert);
        }

        page.Raw("""<nav aria-label="Parts"><a href="#analysis">Analysis</a> <a href="#decision">Architecture decision</a> <a href="#implementation">Implementation</a> <a href="#considerations">Considerations</a> <a href="#scorecard">Scorecard</a></nav></header>""");
    }

    private static void Analysis(HtmlText page, Answer answer)
    {
        page.Raw("<section id=analysis><h2>Analysis</h2><dl>");
        foreach (var fact in answer.Analysis.Facts)
        {
            page.Raw("<div>").Element("dt", fact.Name).Element("dd", fact.Value).Raw("</div>");
        }

        page.Raw("</dl>").Element("h3", $"Findings ({answer.Analysis.Findings.Count}), what needs attention first");
        foreach (var entry in answer.Analysis.Findings)
        {
            Finding(page, entry, answer);
        }

        page.Raw("<h3>Checklist</h3>");
        var lines = answer.Analysis.Checklist;
        page.Table(["Category", "State", "Evidence"], [.. lines.Select(line => new[] { line.Title, line.Label, line.Evidence })], row => Class(lines[row].State)).Raw("</section>");
    }

    private static void Finding(HtmlText page, ReportedFinding entry, Answer answer)
    {
        var finding = entry.Finding;
        page.Raw($"<article class=\"{Wording.Of<Findings.Severity>(finding.Severity)}{(entry.State >= FindingState.Suppressed ? " settled" : "")}\"><div class=what><h4><span class=tag>")
            .Text(Wording.Of<Findings.Severity>(finding.Severity)).Raw("</span> ").Text($"{finding.RuleId} {entry.RuleTitle}").Raw("</h4><p class=place>")
            .Element("code", $"{finding.Location.Path}:{finding.Location.StartLine}").Text(finding.Symbol is null ? "" : " in ").Element("code", finding.Symbol ?? "").Raw("</p>")
            .Element("p", finding.Message);
        if (finding.Flow.Count > 0)
        {
            page.Raw("<ol class=flow>");
            foreach (var step in finding.Flow)
            {
                page.Raw("<li>").Element("code", $"{step.Location.Path}:{step.Location.StartLine}").Text(" " + step.Message).Raw("</li>");
            }

            page.Raw("</ol>");
        }

        page.Raw($"<p class=\"outcome {Class(entry.State)}\">").Element("strong", entry.Label).Text(". " + entry.Outcome).Raw("</p></div>");
        if (entry.Diff is { } diff)
        {
            page.Raw("<div class=how>").Diff(diff).Element("p class=proof", Proof(entry, answer)).Raw("</div>");
        }

        page.Raw("</article>");
    }

    /// <summary>What the proof says about the hunks beside a finding.</summary>
    private static string Proof(ReportedFinding entry, Answer answer) => entry.State switch
    {
        FindingState.Repaired => $"Part of the patch that is {answer.Verdict} ({Wording.Of(answer.Evidence)}).",
        FindingState.FixRefuted or FindingState.FixOpen => "Not part of the patch that is handed over.",
        _ => $"The patch as a whole is {answer.Verdict} ({Wording.Of(answer.Evidence)}).",
    };

    private static void Decision(HtmlText page, ArchitectureDecision decision)
    {
        page.Raw("<section id=decision><h2>Architecture decision</h2>").List(decision.Decisions);
        if (decision.Alternatives.Count > 0)
        {
            page.Raw("<h3>Weighed and not done</h3>").Table(["Alternative", "Why not"], [.. decision.Alternatives.Select(other => new[] { other.Option, other.Reason })]);
        }

        page.Raw("</section>");
    }

    private static void Implementation(HtmlText page, Implementation implementation)
    {
        page.Raw("<section id=implementation><h2>Implementation</h2>");
        if (implementation.Diff is not { } diff)
        {
            page.Raw("<p>No patch.</p></section>");
            return;
        }

        var checks = implementation.Checks;
        page.Raw("<h3>Proof</h3>").Table(["Check", "Result", "Evidence"], [.. checks.Select(check => new[] { check.Name, Wording.Of(check.Result), check.Evidence })], row => Class(checks[row].Result));
        page.Raw("<h3>Patch</h3>").Table(["File", "Change", "Lines"], [.. implementation.Files.Select(file => new[]
        {
            file.OldPath is null ? file.Path : $"{file.OldPath} → {file.Path}", Wording.Of<Patches.ChangeKind>(file.Kind), file.Binary ? "binary" : $"+{file.Added} -{file.Removed}",
        })]);
        page.Raw("<details><summary>The whole diff</summary>").Diff(diff).Raw("</details>");
        page.Raw("<details><summary>Commands that ran</summary>").Table(["Step", "Ended", "Time", "Log (SHA-256)"], [.. implementation.Commands.Select(run => new[]
        {
            run.Step, run.ExitCode is { } code ? $"exit code {code}" : Wording.Of<Sandboxes.CommandEnd>(run.End), Words.Seconds(run.Duration), run.LogDigest,
        })]).Raw("</details></section>");
    }

    private static void Considerations(HtmlText page, Considerations considerations)
    {
        page.Raw("<section id=considerations><h2>Considerations</h2><div class=topics>");
        foreach (var topic in considerations.Topics)
        {
            page.Raw("<div>").Element("h3", topic.Title).List(topic.Items).Raw("</div>");
        }

        var boxes = considerations.Scorecard;
        page.Raw("</div><h3 id=scorecard>Scorecard</h3>").Table(["Area", "Box", "Result", "Evidence"], [.. boxes.Select(box => new[] { box.Area, box.Name, box.Label, box.Evidence })], row => Class(boxes[row].Result)).Raw("</section>");
    }

    private static string Class(ChecklistState state) => state switch { ChecklistState.Found => "bad", ChecklistState.Clean => "good", ChecklistState.PartlyCovered => "wait", _ => "idle" };

    private static string Class(FindingState state) => state switch
    {
        FindingState.Repaired => "good",
        FindingState.New or FindingState.FixRefuted => "bad",
        FindingState.FixOpen or FindingState.Gone => "wait",
        _ => "idle",
    };

    private static string Class(CheckResult result) => result switch { CheckResult.Pass => "good", CheckResult.Fail => "bad", CheckResult.Open => "wait", _ => "idle" };

    private static string Class(BoxResult result) => result switch { BoxResult.Pass => "good", BoxResult.Fail => "bad", BoxResult.Partly => "wait", _ => "idle" };

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

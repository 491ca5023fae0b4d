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
        Analysis(page, answer.Analysis);
        Decision(page, answer.ArchitectureDecision);
        Implementation(page, answer.Implementation);
        Considerations(page, answer);
        page.Raw("</main>");
        Foot(page, answer);
        var title = new HtmlText().Text($"Backsmith {answer.Kind}: {answer.Headline}").ToString();
        var parts = Template().Split("{{body}}");
        return parts[0].Replace("{{title}}", title, StringComparison.Ordinal) + page + parts[1];
    }

    private static void Head(HtmlText page, Answer answer)
    {
        page.Raw("<header>").Element("p class=kind", $"Backsmith {answer.Kind} · {answer.StartedAt:yyyy-MM-dd HH:mm} UTC").Element("h1", answer.Headline);
        if (answer.Verdict is { } verdict)
        {
            page.Raw($"<p class=\"verdict {Wording.Of<Verdict>(verdict)}\">").Element("strong", verdict.ToString())
                .Text($" evidence: {Wording.Of(answer.Evidence)} · claim: {Wording.Of(answer.Claim)}").Raw("</p>");
        }

        foreach (var alert in answer.Alerts)
        {
            page.Element("p class=alert", "Look first: " + alert);
        }

        page.Raw("""<nav aria-label="Parts"><a href="#analysis">Analysis</a> <a href="#findings">Findings</a> <a href="#decision">Architecture decision</a> <a href="#implementation">Implementation</a> <a href="#considerations">Considerations</a> <a href="#scorecard">Scorecard</a></nav></header>""");
    }

    private static void Analysis(HtmlText page, Analysis analysis)
    {
        page.Raw("<section id=analysis><h2>Analysis</h2><dl>");
        foreach (var fact in analysis.Facts)
        {
            page.Raw("<div>").Element("dt", fact.Name).Element("dd", fact.Value).Raw("</div>");
        }

        var lines = analysis.Checklist;
        page.Raw("</dl><h3>Review checklist</h3>")
            .Table(["Category", "State", "Evidence"], [.. lines.Select(line => new[] { line.Title, line.Label, line.Evidence })], 1, row => HtmlClass.Of(lines[row]))
            .Raw("<div id=findings></div>");
        HtmlFindings.Write(page, analysis.Findings);
        page.Raw("</section>");
    }

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
        page.Raw("<h3>Proof</h3>").Table(["Check", "Result", "Evidence"], [.. checks.Select(check => new[] { check.Name, Wording.Of(check.Result), check.Evidence })], 1, row => HtmlClass.Of(checks[row].Result));
        page.Raw("<h3>Patch</h3>").Table(["File", "Change", "Lines"], [.. implementation.Files.Select(file => new[]
        {
            file.OldPath is null ? file.Path : $"{file.OldPath} → {file.Path}", Wording.Of<Patches.ChangeKind>(file.Kind), file.Binary ? "binary" : $"+{file.Added} -{file.Removed}",
        })]);
        if (implementation.Notice is { } notice)
        {
            page.Element("p class=alert", notice);
        }

        page.Raw("<details><summary>The whole diff</summary>").Diff(diff).Raw("</details>");
        page.Raw("<details><summary>Commands that ran</summary>").Element("p", implementation.Environment is { } place ? Wording.Of(place) : "");
        page.Table(["Step", "Ended", "Time", "Log (SHA-256)"], [.. implementation.Commands.Select(run => new[]
        {
            run.Step, run.ExitCode is { } code ? $"exit code {code}" : Wording.Of<Sandboxes.CommandEnd>(run.End), Words.Seconds(run.Duration), run.LogDigest,
        })]).Raw("</details></section>");
    }

    private static void Considerations(HtmlText page, Answer answer)
    {
        page.Raw("<section id=considerations><h2>Considerations</h2><div class=topics>");
        foreach (var topic in answer.Considerations.Topics)
        {
            page.Raw("<div>").Element("h3", topic.Title).List(topic.Items).Raw("</div>");
        }

        page.Raw("</div>");
        var missing = answer.Analysis.MissingPackages;
        if (missing.Count > 0)
        {
            page.Raw("<h3>Packages that could not be had</h3>")
                .Table(["Package", "Projects", "Wanted by"], [.. missing.Select(package => new[] { package.Package, $"{package.Projects.Count}", string.Join(", ", package.Projects) })]);
        }

        var boxes = answer.Considerations.Scorecard;
        page.Raw("<h3 id=scorecard>Scorecard</h3>")
            .Table(["Area", "Box", "Result", "Evidence"], [.. boxes.Select(box => new[] { box.Area, box.Name, box.Label, box.Evidence })], 2, row => HtmlClass.Of(boxes[row].Result)).Raw("</section>");
    }

    private static void Foot(HtmlText page, Answer answer) =>
        page.Raw("<footer>").Element("p", $"Execution {answer.ExecutionId}, {Words.Seconds(answer.FinishedAt - answer.StartedAt)}. This page loads nothing from elsewhere and runs no script.").Raw("</footer>");

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

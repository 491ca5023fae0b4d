using System.Globalization;
using System.Text;

namespace Backsmith.Deliveries;

/// <summary>Writes an answer as Markdown (CommonMark with GitHub's tables). Text of the repository is escaped or fenced.</summary>
public static class MarkdownReport
{
    /// <summary>The report.</summary>
    public static string Write(Answer answer)
    {
        var text = new StringBuilder();
        text.Append("# Backsmith ").Append(answer.Kind).Append("\n\n");
        foreach (var alert in answer.Alerts)
        {
            text.Append("> **Look first:** ").Append(Safe(alert)).Append("\n\n");
        }

        text.Append(Safe(answer.Headline)).Append("\n\n");
        if (answer.Verdict is { } verdict)
        {
            text.Append("**").Append(verdict).Append("** · evidence: ").Append(Wording.Of(answer.Evidence)).Append(" · claim: ").Append(Wording.Of(answer.Claim)).Append("\n\n");
        }

        Write(text, answer.Analysis);
        Write(text, answer.ArchitectureDecision);
        Write(text, answer.Implementation);
        Write(text, answer.Considerations, answer.Analysis.MissingPackages);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Analysis analysis)
    {
        text.Append("## Analysis\n\n");
        Table(text, ["What", "Seen"], analysis.Facts.Select(fact => new[] { fact.Name, fact.Value }));
        text.Append("### Checklist\n\n");
        Table(text, ["Category", "State", "Evidence"], analysis.Checklist.Select(line => new[] { line.Title, line.Label, line.Evidence }));
        text.Append("### Findings\n\n").Append(analysis.Findings.Count == 0 ? "None.\n\n" : "");
        foreach (var entry in analysis.Findings)
        {
            Write(text, entry);
        }
    }

    private static void Write(StringBuilder text, ReportedFinding entry)
    {
        var finding = entry.Finding;
        text.Append("#### ").Append(finding.Severity.ToString().ToLowerInvariant()).Append(' ').Append(finding.RuleId).Append(' ').Append(Safe(entry.RuleTitle)).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Safe(finding.Location.Path)}:{finding.Location.StartLine}{(finding.Symbol is null ? "" : " in " + Safe(finding.Symbol))}\n\n");
        text.Append(Safe(finding.Message)).Append("\n\n");
        for (var step = 0; step < finding.Flow.Count; step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step + 1}. {Safe(finding.Flow[step].Location.Path)}:{finding.Flow[step].Location.StartLine} {Safe(finding.Flow[step].Message)}\n");
        }

        text.Append(finding.Flow.Count > 0 ? "\n" : "").Append("**").Append(Wording.Start(entry.Label)).Append(":** ").Append(Safe(entry.Outcome)).Append("\n\n");
        if (entry.Diff is { } diff)
        {
            Diff(text, diff);
            text.Append(Safe(entry.Proof ?? "")).Append("\n\n");
        }
    }

    private static void Write(StringBuilder text, ArchitectureDecision decision)
    {
        text.Append("## Architecture decision\n\n");
        List(text, decision.Decisions);
        if (decision.Alternatives.Count > 0)
        {
            text.Append("### Weighed and not done\n\n");
            Table(text, ["Alternative", "Why not"], decision.Alternatives.Select(other => new[] { other.Option, other.Reason }));
        }
    }

    private static void Write(StringBuilder text, Implementation implementation)
    {
        text.Append("## Implementation\n\n");
        if (implementation.Diff is not { } diff)
        {
            text.Append("No patch.\n\n");
            return;
        }

        Table(text, ["File", "Change", "Lines"], implementation.Files.Select(file => new[]
        {
            file.OldPath is null ? file.Path : $"{file.OldPath} → {file.Path}",
            Wording.Of<Patches.ChangeKind>(file.Kind),
            file.Binary ? "binary" : $"+{file.Added} -{file.Removed}",
        }));
        Table(text, ["Check", "Result", "Evidence"], implementation.Checks.Select(check => new[] { check.Name, Wording.Of(check.Result), check.Evidence }));
        if (implementation.Notice is { } notice)
        {
            text.Append("> ").Append(Safe(notice)).Append("\n\n");
        }

        Diff(text, diff);
        text.Append("### Commands\n\n");
        if (implementation.Environment is { } place)
        {
            text.Append(Safe(Wording.Of(place))).Append("\n\n");
        }

        Table(text, ["Step", "Ended", "Time", "Log (SHA-256)"], implementation.Commands.Select(run => new[]
        {
            run.Step, run.ExitCode is { } code ? $"exit code {code}" : Wording.Of<Sandboxes.CommandEnd>(run.End), Proofs.Words.Seconds(run.Duration), run.LogDigest,
        }));
    }

    private static void Write(StringBuilder text, Considerations considerations, IReadOnlyList<MissingPackageUse> missing)
    {
        text.Append("## Considerations\n\n");
        foreach (var topic in considerations.Topics)
        {
            text.Append("### ").Append(topic.Title).Append("\n\n");
            List(text, topic.Items);
        }

        if (missing.Count > 0)
        {
            text.Append("### Packages that could not be had\n\n");
            Table(text, ["Package", "Projects", "Wanted by", "Reason"], missing.Select(package => new[] { package.Package, $"{package.Projects.Count}", string.Join(", ", package.Projects), package.Reason ?? "" }));
        }

        text.Append("### Scorecard\n\n");
        Table(text, ["Area", "Box", "Result", "Evidence"], considerations.Scorecard.Select(box => new[] { box.Area, box.Name, box.Label, box.Evidence }));
    }

    private static void List(StringBuilder text, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            text.Append("- ").Append(Safe(item)).Append('\n');
        }

        text.Append('\n');
    }

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.Append("| ").Append(string.Join(" | ", head)).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", head.Length))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").Append(string.Join(" | ", row.Select(Safe))).Append(" |\n");
        }

        text.Append('\n');
    }

    /// <summary>Behind a fence that the content cannot close.</summary>
    private static void Diff(StringBuilder text, string diff)
    {
        var fence = "```";
        while (diff.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        text.Append(fence).Append("diff\n").Append(PlainText.Lines(diff.ReplaceLineEndings("\n"))).Append(diff.EndsWith('\n') || diff.Length == 0 ? "" : "\n").Append(fence).Append("\n\n");
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var character in PlainText.Line(text))
        {
            safe.Append(character switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~' => "\\" + character, _ => character.ToString() });
        }

        return safe.ToString();
    }
}

using System.Text;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>Writes an answer for a terminal: four parts, the checklist, the diff, the scorecard.</summary>
/// <param name="colour">Whether to colour.</param>
/// <param name="width">Columns to fit; 0 for one line each, as programs like to read.</param>
public sealed class TextReport(bool colour, int width)
{
    /// <summary>Lines of a diff that are printed; the rest stands in <c>changes.patch</c>.</summary>
    private const int LongestDiff = 600;

    /// <summary>Findings that are printed whole; the rest takes one line each.</summary>
    private const int WholeFindings = 60;

    /// <summary>Missing packages that are named.</summary>
    private const int NamedPackages = 10;

    private readonly StringBuilder _text = new();

    /// <summary>The report.</summary>
    /// <param name="answer">What to report.</param>
    /// <param name="folder">Where the delivery folder lies, or null when none was written.</param>
    public string Write(Answer answer, string? folder)
    {
        foreach (var alert in answer.Alerts)
        {
            Fill("! ", alert, "33");
        }

        Fill("", answer.Headline, "1");
        Write(answer.Analysis);
        Write(answer.ArchitectureDecision);
        Write(answer);
        Write(answer.Considerations, answer.Analysis.MissingPackages);
        Close(answer, folder);
        return _text.ToString();
    }

    /// <summary>What a person sees when the report has run through the terminal: outcome, what to do, where it lies.</summary>
    private void Close(Answer answer, string? folder)
    {
        Title("In short");
        Fill("", answer.Headline, "1");
        foreach (var step in answer.Considerations.Topics.Where(topic => topic.Title == NextSteps.Title).SelectMany(topic => topic.Items))
        {
            Fill("  - ", step);
        }

        Line("");
        Line($"Took {Words.Seconds(answer.FinishedAt - answer.StartedAt)}.");
        if (folder is not null)
        {
            Line($"Delivery: {Safe(folder)} (report.html, report.md{(answer.Verdict is null ? "" : ", changes.patch")} and the rest)");
        }
    }

    private void Write(Analysis analysis)
    {
        Title("Analysis");
        foreach (var fact in analysis.Facts)
        {
            Fill($"  {fact.Name,-18} ", fact.Value);
        }

        foreach (var entry in analysis.Findings.Take(WholeFindings))
        {
            Line("");
            Write(entry);
        }

        if (analysis.Findings.Count > WholeFindings)
        {
            Line("");
        }

        foreach (var entry in analysis.Findings.Skip(WholeFindings))
        {
            Line($"{Severity(entry.Finding.Severity)} {Paint("1", entry.Finding.RuleId)} {Safe(entry.Finding.Location.Path)}:{entry.Finding.Location.StartLine} {entry.Label}");
        }

        Part("Checklist");
        foreach (var line in analysis.Checklist)
        {
            Fill($"  {line.Title,-26} {line.Label,-15} ", line.Evidence);
        }
    }

    private void Write(ReportedFinding entry)
    {
        var finding = entry.Finding;
        Line($"{Severity(finding.Severity)} {Paint("1", finding.RuleId)} {Safe(entry.RuleTitle)}");
        Line($"        {Safe(finding.Location.Path)}:{finding.Location.StartLine}{(entry.Member is { } member ? " in " + Safe(member) : "")}");
        Fill("        ", finding.Message);
        foreach (var step in finding.Flow)
        {
            Fill($"          {Safe(step.Location.Path)}:{step.Location.StartLine} ", step.Message);
        }

        Fill($"        {Wording.Start(entry.Label)}: ", entry.Outcome, entry.State switch
        {
            FindingState.Repaired => "32",
            FindingState.New or FindingState.FixRefuted => "31",
            FindingState.FixOpen or FindingState.Gone => "33",
            _ => "2",
        });
    }

    private void Write(ArchitectureDecision decision)
    {
        Title("Architecture decision");
        foreach (var sentence in decision.Decisions)
        {
            Fill("  - ", sentence);
        }

        Part(decision.Alternatives.Count > 0 ? "Weighed and not done" : "");
        foreach (var other in decision.Alternatives)
        {
            Fill("  - ", $"{other.Option}. {other.Reason}");
        }
    }

    private void Write(Answer answer)
    {
        Title("Implementation");
        if (answer.Implementation.Diff is not { } diff)
        {
            Line("No patch.");
            return;
        }

        var files = Words.Count(answer.Implementation.Files.Count, "file");
        Line($"{files} changed. Verdict: {Paint(answer.Verdict == Verdict.Proven ? "32" : "31", answer.Verdict.ToString()!.ToUpperInvariant())} ({Wording.Of(answer.Evidence)}), claim: {Wording.Of(answer.Claim)}");
        foreach (var check in answer.Implementation.Checks)
        {
            Fill($"  {Wording.Of(check.Result),-14} {check.Name,-18} ", check.Evidence, check.Result switch { CheckResult.Pass => null, CheckResult.Fail => "31", CheckResult.Open => "33", _ => "2" });
        }

        if (answer.Implementation.Notice is { } notice)
        {
            Line("");
            Fill("! ", notice, "33");
        }

        Diff(diff);
    }

    private void Diff(string diff)
    {
        var lines = diff.TrimEnd('\n').Split('\n');
        Line("");
        foreach (var line in lines.Take(LongestDiff))
        {
            var safe = PlainText.Lines(line.TrimEnd('\r'));
            Line(line switch
            {
                ['+', '+', '+', ..] or ['-', '-', '-', ..] or ['d', 'i', 'f', 'f', ..] => Paint("1", safe),
                ['+', ..] => Paint("32", safe),
                ['-', ..] => Paint("31", safe),
                ['@', '@', ..] => Paint("36", safe),
                _ => safe,
            });
        }

        if (lines.Length > LongestDiff)
        {
            Line($"({lines.Length - LongestDiff} more lines in changes.patch)");
        }
    }

    private void Write(Considerations considerations, IReadOnlyList<MissingPackageUse> missing)
    {
        Title("Considerations");
        foreach (var topic in considerations.Topics.Where(topic => topic.Title != NextSteps.Title))
        {
            Part(topic.Title);
            foreach (var item in topic.Items)
            {
                Fill("  - ", item);
            }
        }

        Packages(missing);

        foreach (var area in considerations.Scorecard.GroupBy(box => box.Area))
        {
            Part($"Scorecard: {area.Key}");
            foreach (var box in area)
            {
                Fill($"  {box.Label,-14} {box.Name,-38} ", box.Evidence, box.Result switch { BoxResult.Fail => "31", BoxResult.Pass => null, BoxResult.Partly => "33", _ => "2" });
            }
        }
    }

    private void Packages(IReadOnlyList<MissingPackageUse> missing)
    {
        Part(missing.Count > 0 ? "Packages that could not be had" : "");
        foreach (var package in missing.Take(NamedPackages))
        {
            Line($"  {Safe(package.Package),-48} wanted by {Words.Count(package.Projects.Count, "project")}");
        }

        if (missing.Count > NamedPackages)
        {
            Line($"  and {missing.Count - NamedPackages} more; report.md and --format markdown name them all, with their projects");
        }
    }

    private string Severity(Severity severity) => severity switch
    {
        Findings.Severity.Error => Paint("31", "error  "),
        Findings.Severity.Warning => Paint("33", "warning"),
        _ => Paint("36", "note   "),
    };

    private void Title(string title)
    {
        Line("");
        Line(Paint("1;4", title));
    }

    private void Part(string title)
    {
        if (title.Length > 0)
        {
            Line("");
            Line(Paint("1", title));
        }
    }

    private void Fill(string prefix, string text, string? code = null)
    {
        foreach (var line in TextWrap.Fill(prefix, Safe(text), width).Split('\n'))
        {
            Line(code is null ? line : Paint(code, line));
        }
    }

    private void Line(string text) => _text.Append(text.TrimEnd(' ')).Append('\n');

    private string Paint(string code, string text) => colour && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static string Safe(string text) => PlainText.Line(text);
}

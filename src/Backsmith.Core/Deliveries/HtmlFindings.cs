using Backsmith.Findings;

namespace Backsmith.Deliveries;

/// <summary>Writes the findings of the HTML page: each beside its diff and its proof.</summary>
internal static class HtmlFindings
{
    private static readonly (string Title, Func<ReportedFinding, bool> Has)[] Groups =
    [
        ("New with this patch", entry => entry.State == FindingState.New),
        ("Waiting for a person", entry => entry.State is FindingState.FixRefuted or FindingState.FixOpen or FindingState.Stands),
        ("Suppressed in the source", entry => entry.State == FindingState.Suppressed),
        ("Gone, not proven", entry => entry.State == FindingState.Gone),
        ("Repaired with proof", entry => entry.State == FindingState.Repaired),
    ];

    public static void Write(HtmlText page, IReadOnlyList<ReportedFinding> findings)
    {
        if (findings.Count == 0)
        {
            page.Raw("<h3>Findings</h3><p>None.</p>");
        }

        foreach (var (title, has) in Groups)
        {
            var members = findings.Where(has).ToList();
            if (members.Count > 0)
            {
                page.Element("h3", $"{title} ({members.Count})");
                members.ForEach(entry => Write(page, entry));
            }
        }
    }

    private static void Write(HtmlText page, ReportedFinding entry)
    {
        var finding = entry.Finding;
        var severity = Wording.Of<Severity>(finding.Severity);
        page.Raw($"<article class={severity}><div class=what><h4><span class=tag>").Text(severity).Raw("</span> ").Text($"{finding.RuleId} {entry.RuleTitle}").Raw("</h4><p class=place>")
            .Path($"{finding.Location.Path}:{finding.Location.StartLine}");
        if (entry.Member is { } member)
        {
            page.Raw("<br>in ").Element("code", member);
        }

        page.Raw("</p>").Element("p", finding.Message);
        Flow(page, finding);
        page.Raw($"<p class=\"outcome {HtmlClass.Of(entry.State)}\">").Element("strong", Wording.Start(entry.Label)).Text(". " + Wording.Sentence(entry.Outcome)).Raw("</p>");
        Page(page, entry.Page);
        page.Raw("</div>");
        if (entry.Diff is { } diff)
        {
            page.Raw("<div class=how>").Diff(diff).Element("p class=proof", entry.Proof ?? "").Raw("</div>");
        }

        page.Raw("</article>");
    }

    private static void Flow(HtmlText page, Finding finding)
    {
        if (finding.Flow.Count == 0)
        {
            return;
        }

        page.Raw("<ol class=flow>");
        foreach (var step in finding.Flow)
        {
            var place = step.Location.Path == finding.Location.Path ? $"line {step.Location.StartLine}" : $"{step.Location.Path}:{step.Location.StartLine}";
            page.Raw("<li>").Path(place).Text(" " + step.Message).Raw("</li>");
        }

        page.Raw("</ol>");
    }

    /// <summary>Only a web address becomes a link.</summary>
    private static void Page(HtmlText page, string? address)
    {
        if (address is null)
        {
            return;
        }

        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
        {
            page.Raw("<p class=page><a rel=\"noreferrer noopener\" href=\"").Text(uri.AbsoluteUri).Raw("\">About the rule</a></p>");
        }
        else
        {
            page.Raw("<p class=page>About the rule: ").Element("code", address).Raw("</p>");
        }
    }
}

using System.Text.RegularExpressions;
using Backsmith.Deliveries;
using Backsmith.Findings;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

/// <summary>File names, messages and diffs of a repository are text, whatever they hold.</summary>
public sealed partial class HostileTextTests
{
    private const string Attack = "</pre></code><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover='x' {{body}} {{title}} ]]> <!--";

    private static readonly string[] Tags =
    [
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav", "article", "div", "span", "p", "h1", "h2", "h3", "h4", "a", "ul", "ol", "li", "dl", "dt", "dd",
        "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "strong", "b", "i", "ins", "del", "br", "wbr", "details", "summary",
    ];

    [Fact]
    public void The_page_holds_no_markup_of_the_repository()
    {
        var page = HtmlReport.Write(Answer.Of(Hostile()));
        var markup = page[..page.IndexOf("<style>", StringComparison.Ordinal)] + page[page.IndexOf("</style>", StringComparison.Ordinal)..];

        foreach (Match tag in Tag().Matches(markup))
        {
            Tags.ShouldContain(tag.Groups["name"].Value.ToLowerInvariant(), tag.Value);
            tag.Value.ShouldNotMatch(@"\son[a-z]+\s*=", "an event handler");
        }

        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldContain("{{body}}");
    }

    [Fact]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        var page = HtmlReport.Write(Answer.Of(SampleDelivery.Repaired()));

        page.ShouldContain("default-src 'none'");
        page.ShouldNotMatch("(?i)<(script|link|img|iframe|object|embed|base|form)");
        page.ShouldNotMatch(@"(?i)(src|srcset|action|background)\s*=|url\(|@import");
        Link().Matches(page).Select(match => match.Groups["to"].Value).ShouldAllBe(to => to.StartsWith('#') || to.StartsWith("https://", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_a_rule_becomes_a_link_only_when_it_is_a_web_address()
    {
        var reviewed = SampleDelivery.Base([SampleDelivery.Rethrown]);
        var rules = SampleDelivery.Rules.Select(rule => rule with { HelpUri = "javascript:alert(1)" });
        var delivery = SampleDelivery.Reported(reviewed with { Review = reviewed.Review with { Rules = [.. rules] } });

        HtmlReport.Write(Answer.Of(delivery)).ShouldNotContain("href=\"javascript");
    }

    [Fact]
    public void Markdown_keeps_its_own_structure()
    {
        var clean = MarkdownReport.Write(Answer.Of(SampleDelivery.Repaired()));
        var attacked = MarkdownReport.Write(Answer.Of(Hostile()));

        Headings(attacked).Count().ShouldBe(Headings(clean).Count());
        Fence().Replace(attacked, "").ShouldNotContain("<script>");
        attacked.ShouldContain("````diff");
    }

    [Fact]
    public void Terminal_text_cannot_move_the_cursor_or_turn_the_line_around()
    {
        var finding = SampleDelivery.Logged with { Message = "red \u001b[31m \u009b2J \u202e drow", Location = SampleDelivery.Logged.Location with { Path = "src/\u001b]0;title\u0007/a\nb.cs" } };
        var report = new TextReport(colour: false, width: 0).Write(Answer.Of(SampleDelivery.Reported(SampleDelivery.Base([finding]))), "/tmp/\u001b[2J");

        report.Where(character => char.IsControl(character) && character != '\n').ShouldBeEmpty();
        report.ShouldNotContain('\u202e');
    }

    private static IEnumerable<string> Headings(string markdown) => markdown.Split('\n').Where(line => line.StartsWith('#') || line.StartsWith("> ", StringComparison.Ordinal));

    /// <summary>The sample with an attack in every text that comes from a repository, and a diff that tries to end its fence.</summary>
    private static Delivery Hostile()
    {
        var attack = Attack + "\n# Heading\n> quote\n```\n| cell |";
        var hostile = SampleDelivery.Logged with
        {
            Message = attack, Symbol = attack, Location = SampleDelivery.Logged.Location with { Path = "src/" + attack },
            Flow = [new FlowStep(SampleDelivery.Logged.Location with { Path = attack }, attack)],
        };
        var diff = SampleDelivery.Diff.Replace("return user.Length > 0;", "```` </pre> " + Attack, StringComparison.Ordinal).Replace("````", "```", StringComparison.Ordinal);
        var delivery = SampleDelivery.Repaired(diff);
        return delivery with { Repairs = [.. delivery.Repairs.Select(repair => repair.State == RepairState.Proven ? repair with { Finding = hostile, Title = attack } : repair)] };
    }

    [GeneratedRegex("</?(?<name>[a-zA-Z][a-zA-Z0-9]*)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^(?<fence>`{3,})diff\n.*?^\\k<fence>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("href\\s*=\\s*\"?(?<to>[^\"\\s>]*)")]
    private static partial Regex Link();
}

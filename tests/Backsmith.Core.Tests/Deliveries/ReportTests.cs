using Backsmith.Deliveries;
using Backsmith.Proofs;
using Backsmith.Storage;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

public sealed class ReportTests
{
    private const string Folder = "tests/Backsmith.Core.Tests/Deliveries/Reports";

    [Fact]
    public void The_terminal_shows_the_four_parts() =>
        Verified.Matches($"{Folder}/review.verified.txt", new TextReport(colour: false, width: 110).Write(Answer.Of(SampleDelivery.Repaired()), "/home/ada/.local/state/backsmith/deliveries/1"));

    [Fact]
    public void Markdown_shows_the_four_parts() =>
        Verified.Matches($"{Folder}/review.verified.md", MarkdownReport.Write(Answer.Of(SampleDelivery.Repaired())));

    [Fact]
    public void A_judged_patch_is_told_in_the_same_parts() =>
        Verified.Matches($"{Folder}/verify.verified.md", MarkdownReport.Write(Answer.Of(SampleDelivery.Verified(Claim.Preserve, SampleDelivery.Base([SampleDelivery.Injected]).Review))));

    [Fact]
    public void A_report_without_a_patch_says_so_in_every_part() =>
        Verified.Matches($"{Folder}/report-only.verified.md", MarkdownReport.Write(Answer.Of(SampleDelivery.Reported())));

    [Fact]
    public void Every_report_has_every_part_in_order()
    {
        var answer = Answer.Of(SampleDelivery.Repaired());
        string[] parts = ["Analysis", "Architecture decision", "Implementation", "Considerations", "Scorecard"];

        foreach (var report in new[] { new TextReport(colour: true, width: 80).Write(answer, null), MarkdownReport.Write(answer), HtmlReport.Write(answer)[HtmlReport.Write(answer).IndexOf("<main>", StringComparison.Ordinal)..] })
        {
            var places = parts.Select(part => report.IndexOf(part, StringComparison.Ordinal)).ToList();
            places.ShouldAllBe(place => place >= 0);
            places.ShouldBeInOrder();
        }
    }

    [Fact]
    public void Json_holds_to_its_schema()
    {
        var schema = JsonSchema.Read("docs/report.schema.json");
        var missing = SampleDelivery.Base([], [SampleDelivery.Project("src/A.csproj", false, 3, "Gone")]);

        foreach (var delivery in new[] { SampleDelivery.Repaired(), SampleDelivery.Reported(), SampleDelivery.Reported(missing), SampleDelivery.Verified(Claim.Feature, SampleDelivery.Base([]).Review) })
        {
            schema.Validate(RecordJson.Write(Answer.Of(delivery))).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_schema_refuses_what_is_not_in_it()
    {
        var json = RecordJson.Write(Answer.Of(SampleDelivery.Repaired()));

        JsonSchema.Read("docs/report.schema.json").Validate(json.Replace("\"headline\"", "\"headlines\"", StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_terminal_line_is_no_wider_than_the_terminal_unless_a_word_is()
    {
        var report = new TextReport(colour: false, width: 72).Write(Answer.Of(SampleDelivery.Repaired()), null);
        var wide = report[..report.IndexOf("diff --git", StringComparison.Ordinal)].Split('\n').Where(line => line.Length > 72);

        wide.ShouldAllBe(line => line.Contains("src/Shop/", StringComparison.Ordinal) || line.Contains(new string('1', 40), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_colour_no_escape_sequence_is_written() =>
        new TextReport(colour: false, width: 0).Write(Answer.Of(SampleDelivery.Repaired()), null).ShouldNotContain('\u001b');

    [Fact]
    public void A_repaired_finding_says_how_far_its_own_lines_are_proven()
    {
        var repaired = Answer.Of(SampleDelivery.Repaired()).Analysis.Findings.Single(entry => entry.State == FindingState.Repaired);

        repaired.Proof.ShouldBe("Proven (tested): the patched tree builds, 2 tests hold, and the finding is gone from it. Tests reach 1 of its 1 changed line that can run.");
    }

    [Theory]
    [InlineData("Shop.Api.Orders.Get(System.Int32, System.Threading.CancellationToken)", "Orders.Get(Int32, CancellationToken)")]
    [InlineData("Shop.Cache<Shop.Models.Book>.Read<System.String>(System.Collections.Generic.List<Shop.Models.Book>)", "Cache<Book>.Read<String>(List<Book>)")]
    [InlineData("Program", "Program")]
    [InlineData("", "")]
    public void Members_are_shown_without_namespaces(string symbol, string shown) =>
        (Answer.Of(SampleDelivery.Reported(SampleDelivery.Base([SampleDelivery.Logged with { Symbol = symbol }]))).Analysis.Findings.Single().Member).ShouldBe(shown);
}

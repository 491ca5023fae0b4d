using Backsmith.Findings;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Samples;

public sealed class BookshopFlawsTests
{
    private const int FewestFlaws = 20;

    [Fact]
    public void Lists_at_least_twenty_flaws_each_once()
    {
        var flaws = Flaw.All();

        flaws.Length.ShouldBeGreaterThanOrEqualTo(FewestFlaws);
        flaws.Select(flaw => (flaw.File, flaw.Line)).ShouldBeUnique();
    }

    [Fact]
    public void Every_flaw_stands_on_a_line_that_is_there()
    {
        foreach (var flaw in Flaw.All())
        {
            var lines = File.ReadAllLines(Path.Combine(Flaw.Samples, "bookshop", flaw.File));

            flaw.Line.ShouldBeInRange(1, lines.Length, flaw.File);
            lines[flaw.Line - 1].ShouldNotBeNullOrWhiteSpace($"{flaw.File}:{flaw.Line}");
        }
    }

    [Fact]
    public void Every_flaw_has_a_reason_and_a_category_that_reports_know()
    {
        var known = Category.All.Select(category => category.Id).ToList();
        foreach (var flaw in Flaw.All())
        {
            known.ShouldContain(flaw.Category, $"{flaw.File}:{flaw.Line}");
            flaw.Why.ShouldNotBeNullOrWhiteSpace($"{flaw.File}:{flaw.Line}");
        }
    }
}

using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

/// <summary>What could not be seen is never called fine.</summary>
public sealed class BlindSpotTests
{
    [Fact]
    public void Silence_of_a_rule_of_our_own_is_clean_only_when_everything_was_seen()
    {
        State(SampleDelivery.Base([]), "injection").ShouldBe(ChecklistState.Clean);
        State(SampleDelivery.Base([], [SampleDelivery.Project("src/A.csproj", false, 0, "Gone")]), "injection").ShouldBe(ChecklistState.PartlyCovered);
        State(SampleDelivery.Base([], [SampleDelivery.Project("src/A.csproj", unresolved: 2)]), "injection").ShouldBe(ChecklistState.PartlyCovered);
        State(Limited(), "injection").ShouldBe(ChecklistState.PartlyCovered);
    }

    [Fact]
    public void A_category_of_which_hosted_rules_see_points_only_is_never_clean() =>
        State(SampleDelivery.Base([]), "secrets-crypto").ShouldBe(ChecklistState.PartlyCovered);

    [Fact]
    public void A_category_without_a_rule_or_without_code_was_not_looked_at()
    {
        State(SampleDelivery.Base([]), "dependencies").ShouldBe(ChecklistState.NotLookedAt);
        State(SampleDelivery.Base([], []), "injection").ShouldBe(ChecklistState.NotLookedAt);
    }

    [Fact]
    public void A_box_passes_only_when_its_rules_see_all_of_it_and_saw_everything()
    {
        Result(SampleDelivery.Reported(SampleDelivery.Base([])), "Parameterised SQL").ShouldBe(BoxResult.Pass);
        Result(SampleDelivery.Reported(SampleDelivery.Base([], [SampleDelivery.Project("src/A.csproj", unresolved: 1)])), "Parameterised SQL").ShouldBe(BoxResult.Partly);
        Result(SampleDelivery.Reported(), "Parameterised SQL").ShouldBe(BoxResult.Fail);
        Result(SampleDelivery.Reported(), "Specific exceptions").ShouldBe(BoxResult.Partly);
        Result(SampleDelivery.Reported(), "OpenAPI document").ShouldBe(BoxResult.NotChecked);
        Result(SampleDelivery.Reported(), "Happy path").ShouldBe(BoxResult.NotApplicable);
        Result(SampleDelivery.Repaired(), "Happy path").ShouldBe(BoxResult.Pass);
    }

    [Fact]
    public void A_missing_package_is_told_once_with_every_project_that_wants_it()
    {
        var missing = MissingPackageUse.Of(Starved(45));

        missing.Select(package => (package.Package, package.Projects.Count)).ShouldBe([("Bus", 45), ("Mapper", 1)]);
        missing[0].Reason.ShouldBe("NU1101: Unable to find package Bus.");
    }

    [Fact]
    public void The_terminal_names_a_few_missing_packages_and_markdown_all_of_them()
    {
        var projects = Enumerable.Range(0, 15).Select(index => SampleDelivery.Project($"src/P{index:00}.csproj", false, 0, $"Lost{index:00}"));
        var answer = Answer.Of(SampleDelivery.Reported(SampleDelivery.Base([], [.. projects])));
        var terminal = new TextReport(colour: false, width: 100).Write(answer, null);

        terminal.ShouldContain("15 packages could not be had, so 15 of 15 projects were read without types they use");
        terminal.ShouldContain("and 5 more");
        terminal.ShouldNotContain("Lost14");
        MarkdownReport.Write(answer).ShouldContain("| Lost14 | 1 | src/P14.csproj |");
    }

    [Fact]
    public void Forty_five_projects_without_a_package_take_few_lines()
    {
        var report = new TextReport(colour: false, width: 0).Write(Answer.Of(SampleDelivery.Reported(Starved(45))), null);

        report.Split('\n').Count(line => line.Contains("Bus", StringComparison.Ordinal)).ShouldBeLessThan(4);
    }

    private static ReviewedBase Starved(int projects) => SampleDelivery.Base(
        [],
        [.. Enumerable.Range(0, projects).Select(index => SampleDelivery.Project($"src/P{index:00}/P{index:00}.csproj", false, 1, index == 0 ? ["Bus", "Mapper"] : ["Bus"]))],
        [.. Enumerable.Range(0, projects).Select(index => new MissingPackage("Bus", null, $"src/P{index:00}", "NU1101: Unable to find package Bus."))]);

    private static ReviewedBase Limited()
    {
        var reviewed = SampleDelivery.Base([]);
        return reviewed with { Review = reviewed.Review with { Limitations = ["A rule failed."] } };
    }

    private static ChecklistState State(ReviewedBase reviewed, string category) =>
        Answer.Of(SampleDelivery.Reported(reviewed)).Analysis.Checklist.Single(line => line.Category == category).State;

    private static BoxResult Result(Delivery delivery, string box) => Answer.Of(delivery).Considerations.Scorecard.Single(line => line.Name == box).Result;
}

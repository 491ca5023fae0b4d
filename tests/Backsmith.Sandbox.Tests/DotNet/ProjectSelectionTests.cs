using Backsmith.Sandbox.DotNet;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

public sealed class ProjectSelectionTests
{
    [Theory]
    [InlineData("", "/r/All.sln")]
    [InlineData("Some.slnf", "/r/Some.slnf")]
    [InlineData("src/A/A.csproj", "/r/src/A/A.csproj")]
    [InlineData("tests/T.fsproj", "/r/tests/T.fsproj")]
    [InlineData("src/A", "/r/src/A/A.csproj")]
    public void What_is_named_is_built_and_a_filter_only_when_it_is_named(string subject, string entry) =>
        ProjectSelection.Of(["All.sln", "Some.slnf", "src/A/A.csproj", "tests/T.fsproj"], subject, "/r").Entry.ShouldBe(entry);

    [Fact]
    public void Without_a_solution_projects_of_every_language_are_built() =>
        ProjectSelection.Of(["Some.slnf", "src/A.csproj", "tests/T.fsproj", "tests/V.vbproj"], "", "/r").Projects.ShouldBe(["src/A.csproj", "tests/T.fsproj", "tests/V.vbproj"]);

    [Fact]
    public void A_filter_alone_is_nothing_to_build() => ProjectSelection.Of(["Some.slnf"], "", "/r").Refusal.ShouldNotBeNull();
}

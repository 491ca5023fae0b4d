using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Proofs;

public sealed class TestTimeTests
{
    [Theory]
    [InlineData(2, 60)]
    [InlineData(12, 120)]
    [InlineData(300, 600)]
    public void A_patched_project_may_take_ten_times_what_the_base_took_within_bounds(int seconds, int limit) =>
        TestTime.Limit([Took(seconds, CommandEnd.Exited)]).ShouldBe(TimeSpan.FromSeconds(limit));

    [Fact]
    public void Without_tests_before_the_sandbox_decides() => TestTime.Limit([]).ShouldBeNull();

    private static TestOutcome Took(int seconds, CommandEnd end) =>
        new([], [], [], [new CommandRun("test", [], end, null, TimeSpan.FromSeconds(seconds), "")]);
}

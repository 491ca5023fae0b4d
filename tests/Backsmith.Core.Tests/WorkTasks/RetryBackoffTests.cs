using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.WorkTasks;

public sealed class RetryBackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(2000, 60)]
    public void Doubles_up_to_the_cap(int failures, int seconds) => RetryBackoff.Default.Longest(failures).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Waits_differ_and_stay_below_the_longest()
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 100).Select(_ => RetryBackoff.Default.Next(3, random)).ToList();

        waits.Distinct().Count().ShouldBe(100);
        waits.ShouldAllBe(wait => wait >= TimeSpan.Zero && wait < TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Nothing_failed_is_no_reason_to_wait() => Should.Throw<ArgumentOutOfRangeException>(() => RetryBackoff.Default.Longest(0));
}

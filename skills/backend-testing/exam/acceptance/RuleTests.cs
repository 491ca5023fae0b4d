namespace Acceptance;

public sealed class RuleTests
{
    [Theory]
    [InlineData("UTC", "en-US")]
    [InlineData("Pacific/Auckland", "tr-TR")]
    public void All_tests_pass_on_what_is_right(string zone, string culture)
    {
        var run = TestsOfTheGarage.OnRight(zone, culture);

        Assert.True(run is { Total: > 10, Failed: 0 } && run.Passed == run.Total, $"{run.Passed} of {run.Total} passed.\n{run.Output}");
    }

    [Theory]
    [InlineData("free-boundary")]
    [InlineData("free-deducted")]
    [InlineData("half-hours-rounded")]
    [InlineData("one-more-half-hour")]
    [InlineData("no-cap-in-second-period")]
    [InlineData("cap-once")]
    [InlineData("half-rounded-down")]
    [InlineData("any-reason")]
    [InlineData("leave-whenever-paid")]
    [InlineData("time-to-leave-boundary")]
    [InlineData("second-fee-from-payment")]
    [InlineData("lost-adds")]
    [InlineData("lost-after-payment")]
    [InlineData("refused-but-paid")]
    [InlineData("overpaid")]
    [InlineData("refund-boundary")]
    [InlineData("refund-after-exit")]
    [InlineData("refund-twice")]
    [InlineData("refund-keeps-payment")]
    [InlineData("leave-twice")]
    [InlineData("due-without-amount")]
    [InlineData("amount-is-conflict")]
    [InlineData("unknown-refund-empty")]
    public void A_test_fails_on_what_is_wrong(string place)
    {
        var run = TestsOfTheGarage.OnWrong(place);

        Assert.True(run.Total > 0, run.Output);
        Assert.True(run.Failed > 0, $"All {run.Total} tests passed although '{place}' is wrong.");
    }
}

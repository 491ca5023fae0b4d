using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class RetryingTests
{
    private static readonly ModelFailure Busy = new ModelFailure.Overloaded(529, null);

    private readonly FakeTime _time = new();
    private readonly List<ModelEvent> _events = [];

    public RetryingTests() => _time.FireWithin(TimeSpan.FromMinutes(3));

    [Fact]
    public async Task Waits_longer_each_time_up_to_a_limit_and_tells_of_each_wait()
    {
        var model = new StubModel([.. Enumerable.Repeat<object>(Busy, 7), "done"]);

        var response = await Retrying(model, new ModelOptions { MaxAttempts = 8 }, jitter: 0.5).GetResponseAsync("hello");

        response.Text.ShouldBe("done");
        double[] seconds = [0.5, 1, 2, 4, 8, 15, 15];
        _time.Fired.Select(wait => wait.TotalSeconds).ShouldBe(seconds);
        _events.ShouldBe(seconds.Select((wait, at) => new ModelEvent.Retrying(StubModel.Name, at + 1, Busy, TimeSpan.FromSeconds(wait))));
    }

    [Fact]
    public async Task Waits_at_least_as_long_as_the_provider_asks()
    {
        var model = new StubModel(new ModelFailure.RateLimited(TimeSpan.FromSeconds(40)), "done");

        await Retrying(model, new ModelOptions(), jitter: 0.25).GetResponseAsync("hello");

        _time.Fired.ShouldBe([TimeSpan.FromSeconds(40.25)]);
    }

    [Fact]
    public async Task Gives_up_at_once_when_the_provider_asks_for_too_long_a_wait()
    {
        var failure = new ModelFailure.RateLimited(TimeSpan.FromHours(2));

        var error = await Should.ThrowAsync<ModelException>(() => Retrying(new StubModel(failure), new ModelOptions()).GetResponseAsync("hello"));

        error.Failure.ShouldBe(failure);
        error.Message.ShouldContain("7200 s");
        _time.Fired.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_repeat_what_will_not_pass()
    {
        ModelFailure[] lasting = [new ModelFailure.Unauthorised("KEY"), new ModelFailure.UnknownModel("m"), new ModelFailure.ContextTooLong(), new ModelFailure.Refused(""), new ModelFailure.BadRequest(400, ""), new ModelFailure.OutOfCredit(), new ModelFailure.NotConfigured("")];
        foreach (var failure in lasting)
        {
            var model = new StubModel(failure, "never");

            (await Should.ThrowAsync<ModelException>(() => Retrying(model, new ModelOptions()).GetResponseAsync("hello"))).Failure.ShouldBe(failure);
            model.Calls.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Stops_after_so_many_attempts_and_after_fewer_silent_ones()
    {
        var busy = new StubModel(Enumerable.Repeat<object>(Busy, 9));
        var silent = new StubModel(Enumerable.Repeat<object>(new ModelFailure.Silent(TimeSpan.FromSeconds(60)), 9));

        await Should.ThrowAsync<ModelException>(() => Retrying(busy, new ModelOptions()).GetResponseAsync("hello"));
        await Should.ThrowAsync<ModelException>(() => Retrying(silent, new ModelOptions()).GetResponseAsync("hello"));

        busy.Calls.ShouldBe(5);
        silent.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task All_attempts_together_have_a_limit_in_time()
    {
        var time = new FakeTime();
        var call = new RetryingChatClient(new StubModel("for ever".Length), StubModel.Name, new ModelOptions(), time, _events.Add, () => 0).GetResponseAsync("hello");

        time.FireWithin(TimeSpan.FromMinutes(20));

        (await Should.ThrowAsync<ModelException>(call)).Failure.ShouldBe(new ModelFailure.TimedOut(TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public async Task A_wait_that_would_pass_the_limit_is_not_begun()
    {
        var options = new ModelOptions { Total = TimeSpan.FromSeconds(200) };
        var model = new StubModel(Enumerable.Repeat<object>(new ModelFailure.RateLimited(TimeSpan.FromSeconds(90)), 5));
        var time = new FakeTime();
        time.FireWithin(TimeSpan.FromSeconds(100));

        var error = await Should.ThrowAsync<ModelException>(() => new RetryingChatClient(model, StubModel.Name, options, time, _events.Add, () => 0).GetResponseAsync("hello"));

        error.Failure.ShouldBe(new ModelFailure.TimedOut(options.Total));
        model.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task Every_billed_attempt_is_charged_once()
    {
        var half = new ModelException(new ModelFailure.Truncated(), new UsageDetails { InputTokenCount = 2_000_000 });
        var metered = new MeteredChatClient(new StubModel(half, Busy, "done"), StubModel.Name, PriceList.Load(null));

        var response = await Retrying(metered, new ModelOptions()).GetResponseAsync("hello");

        Charge.Of(response).Select(charge => charge.Usd).ShouldBe([2.5m, 1.25m]);
    }

    [Fact]
    public async Task A_call_that_fails_for_good_carries_what_its_attempts_cost()
    {
        var half = new ModelException(new ModelFailure.Truncated(), new UsageDetails { InputTokenCount = 2_000_000 });
        var metered = new MeteredChatClient(new StubModel(half, half, new ModelFailure.Unauthorised("KEY")), StubModel.Name, PriceList.Load(null));

        var error = await Should.ThrowAsync<ModelException>(() => Retrying(metered, new ModelOptions()).GetResponseAsync("hello"));

        error.Charges.Sum(charge => charge.Usd).ShouldBe(5m);
    }

    [Fact]
    public async Task A_stream_is_begun_again_only_while_nothing_of_it_was_handed_on()
    {
        var early = new StubModel(Busy, "ab");
        var late = new StubModel(("a", Busy), "ab");

        var updates = await Retrying(new MeteredChatClient(early, StubModel.Name, PriceList.Load(null)), new ModelOptions()).GetStreamingResponseAsync("hello").ToListAsync();
        await Should.ThrowAsync<ModelException>(async () => await Retrying(late, new ModelOptions()).GetStreamingResponseAsync("hello").ToListAsync());

        string.Concat(updates.Select(update => update.Text)).ShouldBe("ab");
        Charge.Of(updates.ToChatResponse()).Count.ShouldBe(1);
        late.Calls.ShouldBe(1);
    }

    private RetryingChatClient Retrying(IChatClient model, ModelOptions options, double jitter = 0) => new(model, StubModel.Name, options, _time, _events.Add, () => jitter);
}

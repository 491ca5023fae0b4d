using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class BreakingTests
{
    private static readonly ModelFailure Busy = new ModelFailure.Overloaded(503, null);

    private readonly FakeTime _time = new();
    private readonly List<ModelEvent> _events = [];
    private readonly StubModel _model = new();
    private readonly BreakingChatClient _client;

    public BreakingTests() => _client = new BreakingChatClient(_model, new CircuitBreaker(StubModel.Name, new ModelOptions(), _time, _events.Add));

    [Fact]
    public async Task Leaves_a_model_alone_after_three_failures_in_a_row()
    {
        await FailAsync(Busy, Busy, Busy);

        var paused = (await AskAsync()).ShouldBeOfType<ModelFailure.Paused>();

        paused.Last.ShouldBe(Busy);
        _model.Calls.ShouldBe(3);
        _events.ShouldBe([new ModelEvent.Paused(StubModel.Name, Busy, TimeSpan.FromSeconds(30))]);
    }

    [Fact]
    public async Task An_answer_in_between_begins_the_count_anew()
    {
        await FailAsync(Busy, Busy);
        _model.Add("fine");
        (await AskAsync()).ShouldBeNull();
        await FailAsync(Busy, Busy);
        _model.Add("fine");

        (await AskAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Failures_that_stay_are_told_each_time()
    {
        var wrong = new ModelFailure.Unauthorised("KEY");

        await FailAsync(wrong, wrong, wrong, wrong);

        _model.Calls.ShouldBe(4);
        _events.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_call_tries_whether_it_is_back_while_others_still_wait()
    {
        await FailAsync(Busy, Busy, Busy);
        _time.Advance(TimeSpan.FromSeconds(30));
        _model.Add(0);
        using var stop = new CancellationTokenSource();
        var trial = _client.GetResponseAsync("hello", cancellationToken: stop.Token);

        (await AskAsync()).ShouldBeOfType<ModelFailure.Paused>();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(trial);
        _model.Add("fine");

        (await AskAsync()).ShouldBeNull();
        _events[^1].ShouldBe(new ModelEvent.Resumed(StubModel.Name));
    }

    [Fact]
    public async Task A_trial_that_fails_pauses_again()
    {
        await FailAsync(Busy, Busy, Busy);
        _time.Advance(TimeSpan.FromSeconds(30));
        await FailAsync(Busy);

        (await AskAsync()).ShouldBeOfType<ModelFailure.Paused>().Until.ShouldBe(TimeSpan.FromSeconds(30));
        _events.Count.ShouldBe(2);
    }

    private async Task FailAsync(params ModelFailure[] failures)
    {
        foreach (var failure in failures)
        {
            _model.Add(failure);
            (await AskAsync()).ShouldBe(failure);
        }
    }

    private async Task<ModelFailure?> AskAsync()
    {
        try
        {
            await _client.GetResponseAsync("hello");
            return null;
        }
        catch (ModelException error)
        {
            return error.Failure;
        }
    }
}

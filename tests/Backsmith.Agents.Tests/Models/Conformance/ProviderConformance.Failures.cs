using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public abstract partial class ProviderConformance
{
    [Fact]
    public async Task A_refusal_is_a_failure_that_was_billed()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("I will not.") with { Finish = "refusal" }));

        var error = await FailAsync();

        error.Failure.ShouldBeOfType<ModelFailure.Refused>();
        error.Charges.Single().InputTokens.ShouldBe(Wire.Input);
    }

    [Theory]
    [InlineData(429, "rate_limit_error", "slow down", "7", 7)]
    [InlineData(429, "rate_limit_error", "slow down", "Sat, 21 Nov 2026 12:00:09 GMT", 9)]
    [InlineData(429, "rate_limit_error", "slow down", null, null)]
    public async Task A_limited_rate_says_how_long_to_wait(int status, string type, string message, string? retryAfter, int? seconds)
    {
        Peer.Says(status, Wire.ErrorBody(type, message), retryAfter: retryAfter);

        var error = await FailAsync();

        error.Failure.ShouldBe(new ModelFailure.RateLimited(seconds is { } some ? TimeSpan.FromSeconds(some) : null));
        error.Charges.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(529)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_overloaded_provider_may_be_asked_again(int status)
    {
        Peer.Says(status, Wire.ErrorBody("overloaded_error", "Overloaded"), retryAfter: "3");

        var failure = (await FailAsync()).Failure;

        failure.ShouldBe(new ModelFailure.Overloaded(status, TimeSpan.FromSeconds(3)));
        failure.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_wrong_key_names_its_variable_and_never_itself(int status)
    {
        Peer.Says(status, Wire.ErrorBody("authentication_error", $"Incorrect API key provided: {Key}. sk-abcd***wxyz"));

        var error = await FailAsync();

        error.Failure.ShouldBe(new ModelFailure.Unauthorised(KeyVariable));
        error.Message.ShouldContain(KeyVariable);
        error.ToString().ShouldNotContain(Key);
    }

    [Theory]
    [InlineData(404, "not_found_error", "model: claude-nope")]
    [InlineData(404, "invalid_request_error", "The model `gpt-nope` does not exist or you do not have access to it.")]
    [InlineData(400, "invalid_request_error", "nope is not a valid model ID")]
    public async Task An_unknown_model_is_named(int status, string type, string message)
    {
        Peer.Says(status, Wire.ErrorBody(type, message));

        (await FailAsync()).Failure.ShouldBe(new ModelFailure.UnknownModel(Model.Name));
    }

    [Theory]
    [InlineData(400, "prompt is too long: 208310 tokens > 200000 maximum")]
    [InlineData(400, "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.")]
    [InlineData(400, "the request exceeds the available context size, try increasing it")]
    [InlineData(413, "Request exceeds the maximum size")]
    public async Task A_conversation_that_is_too_long_is_told_apart(int status, string message)
    {
        Peer.Says(status, Wire.ErrorBody("invalid_request_error", message));

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.ContextTooLong>();
    }

    [Fact]
    public async Task No_credit_is_told_apart_from_a_limited_rate()
    {
        Peer.Says(429, Wire.ErrorBody("insufficient_quota", "You exceeded your current quota"));

        var failure = (await FailAsync()).Failure;

        failure.ShouldBeOfType<ModelFailure.OutOfCredit>();
        failure.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_bad_request_quotes_the_provider_without_secrets()
    {
        Peer.Says(400, Wire.ErrorBody("invalid_request_error", $"tools.0: bad\nname, sent with {Key}"));

        var failure = (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.BadRequest>();

        failure.Said.ShouldBe("tools.0: bad name, sent with [redacted]");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task A_page_of_HTML_is_no_answer(int status)
    {
        Peer.Says(status, "<html><body>Bad gateway</body></html>", "text/html");

        var failure = (await FailAsync()).Failure;

        failure.IsTransient.ShouldBeTrue();
        failure.Sentence.ShouldNotContain("<");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_since_the_key_would_go_along()
    {
        Peer.Says(307, "", retryAfter: "http://127.0.0.1:9/elsewhere");

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.BadRequest>().Said.ShouldContain("http://127.0.0.1:9/elsewhere");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("overloaded_error", "Overloaded", typeof(ModelFailure.Overloaded))]
    [InlineData("rate_limit_error", "Too many", typeof(ModelFailure.RateLimited))]
    [InlineData("api_error", "Internal server error", typeof(ModelFailure.Overloaded))]
    public async Task An_error_in_the_middle_of_a_stream_is_told_and_what_was_read_is_billed(string type, string message, Type failure)
    {
        var begun = string.Concat(Wire.Events(PeerAnswer.Text("half")).TakeWhile(entry => !entry.Contains("stop_reason\":\"end") && !entry.Contains("finish_reason\":\"stop")));
        Peer.Streams(begun + Wire.ErrorEvent(type, message));

        var error = await FailAsync();

        error.Failure.ShouldBeOfType(failure);
        error.Charges.Single().Estimated.ShouldBeTrue();
    }

    [Fact]
    public async Task Broken_JSON_is_no_answer()
    {
        Peer.Streams(Wire.Events(PeerAnswer.Text("half"))[0] + Wire.BrokenEvent);

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.MalformedResponse>();
    }

    [Theory]
    [InlineData("")]
    [InlineData(": nothing\n\n")]
    public async Task An_empty_stream_is_no_answer(string events)
    {
        Peer.Streams(events);

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.MalformedResponse>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_breaks_off_is_noticed_whether_the_connection_breaks_or_ends(bool breaks)
    {
        var events = Wire.Events(new PeerAnswer(["half"], [("a-1", "read", ["{\"path\""])], "tools"));
        var begun = string.Concat(events.Take(events.Count - EventsOfTheEnd));
        if (breaks)
        {
            Peer.Breaks(begun);
        }
        else
        {
            Peer.Streams(begun);
        }

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.Truncated>();
    }

    [Fact]
    public async Task Silence_before_an_answer_is_noticed()
    {
        Peer.Hangs(null);
        var call = FailAsync();

        await Peer.Hanging;
        Time.FireWithin(TimeSpan.FromSeconds(300));

        (await call).Failure.ShouldBe(new ModelFailure.Silent(new ModelOptions().FirstContentOf(Model.Provider)));
    }

    [Fact]
    public async Task Silence_within_an_answer_is_noticed_sooner()
    {
        var events = Wire.Events(PeerAnswer.Text("first", "second"));
        Peer.Hangs(string.Concat(events.TakeWhile(entry => !entry.Contains("second"))));
        using var client = Client();
        await using var stream = client.GetStreamingResponseAsync("hello").GetAsyncEnumerator();
        while (await stream.MoveNextAsync() && stream.Current.Text.Length == 0)
        {
        }

        var next = stream.MoveNextAsync().AsTask();
        Time.FireWithin(TimeSpan.FromSeconds(60));

        (await Should.ThrowAsync<ModelException>(next)).Failure.ShouldBe(new ModelFailure.Silent(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Is_asked_again_until_it_answers_and_every_billed_attempt_is_charged_once()
    {
        var events = Wire.Events(PeerAnswer.Text("half", "whole"));
        Peer.Says(429, Wire.ErrorBody("rate_limit_error", "slow down"), retryAfter: "2");
        Peer.Says(529, Wire.ErrorBody("overloaded_error", "Overloaded"));
        Peer.Streams(string.Concat(events.Take(events.Count - EventsOfTheEnd)));
        Peer.Streams(string.Concat(events));
        Time.FireWithin(TimeSpan.FromSeconds(30));
        var happened = new List<ModelEvent>();
        using var client = Client(attempts: 4, happened.Add);

        var response = await client.GetResponseAsync("hello");

        response.Text.ShouldBe("halfwhole");
        happened.Cast<ModelEvent.Retrying>().Select(retry => retry.Failure.GetType()).ShouldBe([typeof(ModelFailure.RateLimited), typeof(ModelFailure.Overloaded), typeof(ModelFailure.Truncated)]);
        happened.Cast<ModelEvent.Retrying>().First().Wait.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        Charge.Of(response).Select(charge => charge.Estimated).ShouldBe([true, false]);
        Peer.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_error_in_an_array_is_read_too()
    {
        Peer.Says(400, $"[{Wire.ErrorBody("INVALID_ARGUMENT", "the field is wrong")}]");

        (await FailAsync()).Failure.ShouldBe(new ModelFailure.BadRequest(400, "the field is wrong"));
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_named()
    {
        await Peer.DisposeAsync();

        var failure = (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.Unreachable>();

        failure.Address.ShouldBe(Peer.Address);
    }
}

using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class FallbackTests
{
    private static readonly ModelName First = ModelName.Parse("openai/gpt-5");
    private static readonly ModelName Second = ModelName.Parse("openai/gpt-5-mini");

    private readonly List<ModelEvent> _events = [];

    [Fact]
    public async Task The_next_is_asked_and_what_the_first_cost_stays_on_the_bill()
    {
        var wrong = new ModelFailure.Refused("no");
        var models = Fallback(new StubModel(new ModelException(wrong, new UsageDetails { InputTokenCount = 1_000_000 }), "first"), new StubModel("second"));

        var response = await models.GetResponseAsync("hello");
        var again = await models.GetResponseAsync("hello");

        response.Text.ShouldBe("second");
        Charge.Of(response).Select(charge => (charge.Model, charge.Usd)).ShouldBe([(First, 1.25m), (Second, 0.25m)]);
        _events.ShouldBe([new ModelEvent.FellBack(First, Second, wrong)]);
        again.Text.ShouldBe("first");
    }

    [Fact]
    public async Task A_request_that_is_wrong_itself_is_not_passed_on()
    {
        ModelFailure[] own = [new ModelFailure.BadRequest(400, "no"), new ModelFailure.ContextTooLong(), new ModelFailure.Diverged(1, "a", "b")];
        foreach (var failure in own)
        {
            var second = new StubModel("second");

            (await Should.ThrowAsync<ModelException>(() => Fallback(new StubModel(failure), second).GetResponseAsync("hello"))).Failure.ShouldBe(failure);
            second.Calls.ShouldBe(0);
        }
    }

    [Fact]
    public async Task When_none_answers_the_last_failure_is_told()
    {
        var last = new ModelFailure.UnknownModel("b");

        (await Should.ThrowAsync<ModelException>(() => Fallback(new StubModel(new ModelFailure.OutOfCredit()), new StubModel(last)).GetResponseAsync("hello"))).Failure.ShouldBe(last);
    }

    [Fact]
    public async Task A_stream_is_passed_on_only_while_nothing_of_it_was_handed_on()
    {
        ModelFailure busy = new ModelFailure.Overloaded(529, null);

        var text = string.Concat((await Fallback(new StubModel(busy), new StubModel("second")).GetStreamingResponseAsync("hello").ToListAsync()).Select(update => update.Text));
        await Should.ThrowAsync<ModelException>(async () => await Fallback(new StubModel(("fi", busy)), new StubModel("second")).GetStreamingResponseAsync("hello").ToListAsync());

        text.ShouldBe("second");
    }

    private FallbackChatClient Fallback(IChatClient first, IChatClient second)
    {
        var prices = PriceList.Load(null);
        return new FallbackChatClient([(First, new MeteredChatClient(first, First, prices)), (Second, new MeteredChatClient(second, Second, prices))], _events.Add);
    }
}

using System.Net;
using System.Text.Json;

namespace Acceptance;

public sealed class WebhookTests : IAsyncLifetime
{
    private FakePaylane _paylane = null!;
    private Shop _shop = null!;

    public async Task InitializeAsync()
    {
        _paylane = await FakePaylane.StartAsync();
        _shop = new(_paylane.Address);
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _paylane.DisposeAsync();
    }

    [Fact]
    public async Task Success_pays_an_open_order()
    {
        var id = await _shop.OrderAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await _shop.HookAsync("charge.succeeded", id)).StatusCode);
        var order = await _shop.GetAsync(id);
        Assert.Equal(("paid", "ch_hook"), (order.GetProperty("status").GetString(), order.GetProperty("chargeId").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.Empty(_paylane.Calls);
    }

    [Theory]
    [InlineData(1249, "EUR")]
    [InlineData(1250, "USD")]
    public async Task Another_amount_is_reviewed(long amount, string currency)
    {
        var id = await _shop.OrderAsync();
        await _shop.HookAsync("charge.succeeded", id, amount: amount, currency: currency);
        Assert.Equal("review", await _shop.StatusAsync(id));
    }

    [Fact]
    public async Task A_failed_charge_may_be_tried_anew()
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(201, """{"id":"ch_p","status":"pending","amount":1250,"currency":"EUR"}""");
        await _shop.PayAsync(id);
        await _shop.HookAsync("charge.failed", id);
        Assert.Equal("open", await _shop.StatusAsync(id));
        await _shop.PayAsync(id);
        Assert.Equal(2, _paylane.Calls.Select(call => call.Key).Distinct().Count());
        await _shop.HookAsync("charge.failed", id, "evt_late");
        Assert.Equal("paid", await _shop.StatusAsync(id));
    }

    [Fact]
    public async Task Refunds_add_up_to_the_amount()
    {
        var id = await _shop.OrderAsync();
        await _shop.HookAsync("charge.refunded", id, "evt_early", 100);
        Assert.Equal(("open", 0), (await _shop.StatusAsync(id), await RefundedAsync(id)));
        await _shop.PayAsync(id);
        await _shop.HookAsync("charge.refunded", id, "evt_1", 1000);
        await _shop.HookAsync("charge.refunded", id, "evt_2", 250);
        Assert.Equal(("paid", 1250), (await _shop.StatusAsync(id), await RefundedAsync(id)));
        await _shop.HookAsync("charge.succeeded", id, "evt_3");
        Assert.Equal(1250, await RefundedAsync(id));
        await _shop.HookAsync("charge.refunded", id, "evt_4", 1);
        Assert.Equal(("review", 1250), (await _shop.StatusAsync(id), await RefundedAsync(id)));
    }

    [Theory]
    [InlineData(100, "USD")]
    [InlineData(9_223_372_036_854_775_807, "EUR")]
    [InlineData(-5, "EUR")]
    public async Task A_strange_refund_is_reviewed_or_refused(long amount, string currency)
    {
        var id = await _shop.OrderAsync();
        await _shop.PayAsync(id);
        await _shop.HookAsync("charge.refunded", id, "evt_1", 1000);
        var answer = await _shop.HookAsync("charge.refunded", id, "evt_2", amount, currency);
        Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest);
        Assert.Equal(1000, await RefundedAsync(id));
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            Assert.Equal("review", await _shop.StatusAsync(id));
        }
    }

    [Fact]
    public async Task An_event_has_effect_once()
    {
        var id = await _shop.OrderAsync();
        await _shop.PayAsync(id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _shop.HookAsync("charge.refunded", id, "evt_same", 50))));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Equal(50, await RefundedAsync(id));
        await _shop.HookAsync("charge.refunded", id, "evt_same", 50);
        Assert.Equal(50, await RefundedAsync(id));
    }

    [Fact]
    public async Task Different_events_at_the_same_time_all_count()
    {
        var id = await _shop.OrderAsync();
        await _shop.PayAsync(id);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(number => Task.Run(() => _shop.HookAsync("charge.refunded", id, $"evt_{number}", 50))));
        Assert.Equal(1250, await RefundedAsync(id));
    }

    [Theory]
    [InlineData("charge.surprising", 1)]
    [InlineData("charge.succeeded", 4711)]
    public async Task Unknown_things_are_accepted(string type, int order)
    {
        await _shop.OrderAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await _shop.HookAsync(type, order)).StatusCode);
        Assert.Equal("open", await _shop.StatusAsync(1));
    }

    [Fact]
    public async Task A_reference_of_another_form_is_accepted_without_effect() =>
        Assert.Equal(HttpStatusCode.Accepted, (await _shop.RawAsync("""{"id":"e","type":"charge.succeeded","data":{"chargeId":"c","reference":"invoice","amount":1,"currency":"EUR"}}""")).StatusCode);

    [Fact]
    public async Task Only_signed_bodies_are_read()
    {
        var id = await _shop.OrderAsync();
        var body = JsonSerializer.Serialize(new { id = "e", type = "charge.succeeded", data = new { chargeId = "c", reference = $"order-{id}", amount = 1250, currency = "EUR" } });
        var good = _shop.Sign(body);
        var time = good.Split(',')[0];
        foreach (var signature in new[]
        {
            "", "nonsense", time, time + ",v1=", time + ",v1=zz", time + ",v1=" + new string('0', 64), good.Split(',')[1], "t=,"+ good.Split(',')[1], "t=abc," + good.Split(',')[1],
            "t=99999999999999999999," + good.Split(',')[1], "t=-9223372036854775808," + good.Split(',')[1],
            _shop.Sign(body + " "), _shop.Sign(body, secret: "another secret of this length"), _shop.Sign(body, secondsOff: -301), _shop.Sign(body, secondsOff: 301), good.Replace("v1=", "v0="),
            "t=1," + good.Split(',')[1],
        })
        {
            Assert.Equal("INVALID_SIGNATURE", (await Shop.ErrorAsync(await _shop.RawAsync(body, signature), HttpStatusCode.Unauthorized)).Code);
        }

        Assert.Equal("open", await _shop.StatusAsync(id));
        foreach (var signature in new[] { _shop.Sign(body, secondsOff: -300), _shop.Sign(body, secondsOff: 300), $"{time},v1={new string('0', 64)},{good.Split(',')[1]}" })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await _shop.RawAsync(body, signature)).StatusCode);
        }

        Assert.Equal("paid", await _shop.StatusAsync(id));
    }

    [Fact]
    public async Task The_signature_is_over_the_body_as_it_came()
    {
        var id = await _shop.OrderAsync();
        var body = $"{{ \"type\":\"charge.succeeded\",\n  \"extra\": \"\\u00e4ä\", \"id\":\"e\", \"data\":{{\"reference\":\"order-{id}\",\"currency\":\"EUR\",\"amount\":1250,\"chargeId\":\"c\"}} }}";
        Assert.Equal(HttpStatusCode.Accepted, (await _shop.RawAsync(body)).StatusCode);
        Assert.Equal("paid", await _shop.StatusAsync(id));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":"e","type":"charge.succeeded"}""")]
    [InlineData("""{"id":"e","type":"charge.succeeded","data":{"chargeId":"c","reference":"order-1","amount":"many","currency":"EUR"}}""")]
    public async Task A_signed_body_that_cannot_be_read_is_refused(string body) =>
        Assert.Equal("VALIDATION_ERROR", (await Shop.ErrorAsync(await _shop.RawAsync(body), HttpStatusCode.BadRequest)).Code);

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _shop.RawAsync(new string(' ', 65537))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _shop.RawAsync(new string(' ', 65536))).StatusCode);
    }

    private async Task<int> RefundedAsync(int id) => (await _shop.GetAsync(id)).GetProperty("refunded").GetInt32();
}

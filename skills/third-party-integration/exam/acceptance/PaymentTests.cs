using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Acceptance;

public sealed class PaymentTests : IAsyncLifetime
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
    public async Task An_order_is_paid_once()
    {
        var id = await _shop.OrderAsync();
        Assert.Equal(JsonValueKind.Null, (await _shop.GetAsync(id)).GetProperty("chargeId").ValueKind);

        var paid = await _shop.PayAsync(id);
        var again = await _shop.PayAsync(id);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (paid.StatusCode, again.StatusCode));
        var order = await again.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("paid", "ch_1", 0), (order.GetProperty("status").GetString(), order.GetProperty("chargeId").GetString(), order.GetProperty("refunded").GetInt32()));
        var call = Assert.Single(_paylane.Calls);
        Assert.Equal(("Bearer " + Shop.ApiKey, $"order-{id}", 1250, "EUR"), (call.Authorization, call.Reference, call.Amount, call.Currency));
        Assert.NotEqual("", call.Key);
    }

    [Fact]
    public async Task Parallel_requests_make_one_charge()
    {
        var id = await _shop.OrderAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _shop.PayAsync(id))));
        Assert.Single(_paylane.Calls.Select(call => call.Key).Distinct());
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal("paid", await _shop.StatusAsync(id));
    }

    [Fact]
    public async Task Orders_have_keys_of_their_own()
    {
        await _shop.PayAsync(await _shop.OrderAsync());
        await _shop.PayAsync(await _shop.OrderAsync());
        Assert.Equal(2, _paylane.Calls.Select(call => call.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_pending_charge_is_pending()
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(201, """{"id":"ch_p","status":"pending","amount":1250,"currency":"EUR"}""");
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.Equal("pending", await _shop.StatusAsync(id));
        await _shop.PayAsync(id);
        Assert.Single(_paylane.Calls.Select(call => call.Key).Distinct());
    }

    [Fact]
    public async Task A_declined_payment_may_be_tried_anew()
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(402, """{"reason":"provider-internal-text"}""");
        var error = await Shop.ErrorAsync(await _shop.PayAsync(id), HttpStatusCode.PaymentRequired);
        Assert.Equal("PAYMENT_DECLINED", error.Code);
        Assert.DoesNotContain("provider-internal-text", error.Text);
        Assert.Equal("open", await _shop.StatusAsync(id));

        await _shop.PayAsync(id);
        Assert.Equal("paid", await _shop.StatusAsync(id));
        Assert.Equal((2, 2), (_paylane.Calls.Count, _paylane.Calls.Select(call => call.Key).Distinct().Count()));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_failure_is_repeated_with_the_same_key(int status)
    {
        var id = await _shop.OrderAsync();
        _paylane.Always(status, 2);
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.Equal((3, 1), (_paylane.Calls.Count, _paylane.Calls.Select(call => call.Key).Distinct().Count()));
    }

    [Fact]
    public async Task Three_failures_leave_the_order_pending()
    {
        var id = await _shop.OrderAsync();
        _paylane.Always(500, 3);
        var answer = await _shop.PayAsync(id);
        var error = await Shop.ErrorAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("PROVIDER_UNAVAILABLE", error.Code);
        Assert.DoesNotContain("provider-internal-text", error.Text);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(3, _paylane.Calls.Count);
        Assert.Equal("pending", await _shop.StatusAsync(id));

        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.Single(_paylane.Calls.Select(call => call.Key).Distinct());
        Assert.Equal("paid", await _shop.StatusAsync(id));
    }

    [Fact]
    public async Task Each_attempt_has_a_timeout()
    {
        var id = await _shop.OrderAsync();
        _paylane.Hang();
        _paylane.Hang();
        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.9, 20);
        Assert.Equal((3, 1), (_paylane.Calls.Count, _paylane.Calls.Select(call => call.Key).Distinct().Count()));
    }

    [Fact]
    public async Task No_connection_is_unavailable()
    {
        using var shop = new Shop("http://127.0.0.1:1");
        var id = await shop.OrderAsync();
        await Shop.ErrorAsync(await shop.PayAsync(id), HttpStatusCode.ServiceUnavailable);
        Assert.Equal("pending", await shop.StatusAsync(id));
    }

    [Fact]
    public async Task A_short_wait_is_waited_for()
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(429, retryAfter: "2");
        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(id)).StatusCode);
        Assert.True(watch.Elapsed.TotalSeconds > 1.8);
    }

    [Fact]
    public async Task A_long_wait_is_passed_on()
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(429, retryAfter: "77");
        var answer = await _shop.PayAsync(id);
        await Shop.ErrorAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(77), answer.Headers.RetryAfter?.Delta);
        Assert.Single(_paylane.Calls);
    }

    [Theory]
    [InlineData(400, "{\"message\":\"provider-internal-text\"}")]
    [InlineData(401, "{\"message\":\"provider-internal-text\"}")]
    [InlineData(404, "provider-internal-text")]
    [InlineData(201, "<html>provider-internal-text")]
    [InlineData(201, "null")]
    [InlineData(201, "{\"id\":\"ch\",\"status\":\"surprising\",\"amount\":1250,\"currency\":\"EUR\"}")]
    public async Task Our_fault_is_not_repeated(int status, string body)
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(status, body);
        var error = await Shop.ErrorAsync(await _shop.PayAsync(id), HttpStatusCode.BadGateway);
        Assert.Equal("PROVIDER_ERROR", error.Code);
        Assert.DoesNotContain("provider-internal-text", error.Text);
        Assert.Single(_paylane.Calls);
        Assert.NotEqual("paid", await _shop.StatusAsync(id));
    }

    [Theory]
    [InlineData(1249, "EUR")]
    [InlineData(1250, "USD")]
    public async Task Another_amount_is_not_booked(long amount, string currency)
    {
        var id = await _shop.OrderAsync();
        _paylane.Next(201, $$"""{"id":"ch_x","status":"succeeded","amount":{{amount}},"currency":"{{currency}}"}""");
        Assert.Equal("PROVIDER_ERROR", (await Shop.ErrorAsync(await _shop.PayAsync(id), HttpStatusCode.BadGateway)).Code);
        Assert.Equal("review", await _shop.StatusAsync(id));
        Assert.Equal("IN_REVIEW", (await Shop.ErrorAsync(await _shop.PayAsync(id), HttpStatusCode.Conflict)).Code);
        Assert.Single(_paylane.Calls);
    }

    [Fact]
    public async Task Five_failures_in_a_row_give_it_a_rest()
    {
        var (first, second, third) = (await _shop.OrderAsync(), await _shop.OrderAsync(), await _shop.OrderAsync());
        _paylane.Always(500, 5);
        await Shop.ErrorAsync(await _shop.PayAsync(first), HttpStatusCode.ServiceUnavailable);
        await Shop.ErrorAsync(await _shop.PayAsync(second), HttpStatusCode.ServiceUnavailable);
        Assert.Equal(5, _paylane.Calls.Count);

        _shop.Clock.Now += TimeSpan.FromSeconds(10);
        var refused = await _shop.PayAsync(third);
        Assert.Equal("PROVIDER_UNAVAILABLE", (await Shop.ErrorAsync(refused, HttpStatusCode.ServiceUnavailable)).Code);
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(5, _paylane.Calls.Count);

        _shop.Clock.Now += TimeSpan.FromSeconds(20);
        _paylane.Always(500, 1);
        await Shop.ErrorAsync(await _shop.PayAsync(third), HttpStatusCode.ServiceUnavailable);
        Assert.Equal(6, _paylane.Calls.Count);

        _shop.Clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(third)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _shop.PayAsync(first)).StatusCode);
    }

    [Fact]
    public async Task Another_answer_starts_the_count_anew()
    {
        _paylane.Always(500, 3);
        await _shop.PayAsync(await _shop.OrderAsync());
        _paylane.Next(402);
        await _shop.PayAsync(await _shop.OrderAsync());
        _paylane.Always(500, 3);
        await _shop.PayAsync(await _shop.OrderAsync());
        Assert.Equal(7, _paylane.Calls.Count);
    }

    [Fact]
    public async Task Keys_are_not_logged()
    {
        _paylane.Always(500, 1);
        var id = await _shop.OrderAsync();
        await _shop.PayAsync(id);
        await _shop.HookAsync("charge.refunded", id, amount: 1);
        await _shop.RawAsync("{}", "t=1,v1=00");
        Assert.NotEmpty(_shop.Log.All);
        Assert.DoesNotContain(_shop.Log.All, line => line.Contains(Shop.ApiKey) || line.Contains(Shop.Secret));
    }

    [Theory]
    [InlineData("Paylane:BaseAddress", "")]
    [InlineData("Paylane:BaseAddress", "not an address")]
    [InlineData("Paylane:ApiKey", "")]
    [InlineData("Paylane:WebhookSecret", "")]
    [InlineData("Paylane:WebhookSecret", "short")]
    [InlineData("Paylane:TimeoutSeconds", "0")]
    [InlineData("Paylane:TimeoutSeconds", "31")]
    [InlineData("Paylane:TimeoutSeconds", "soon")]
    public void A_wrong_setting_refuses_the_start(string key, string value)
    {
        var refused = Refusal(key, value);
        for (var attempt = 0; attempt < 5 && refused is ObjectDisposedException; attempt++)
        {
            // The factory may ask the host for its services after it refused to start and was disposed of: a race of the factory, not of the application.
            refused = Refusal(key, value);
        }

        Assert.NotNull(refused);
        Assert.Contains(key.Split(':')[1], refused.ToString());
        Assert.DoesNotContain(Shop.ApiKey, refused.ToString());
    }

    private Exception? Refusal(string key, string value) => Record.Exception(() =>
    {
        using var shop = new Shop(_paylane.Address, (key, value));
    });
}

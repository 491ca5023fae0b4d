using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Acceptance;

public sealed class RunTests
{
    [Fact]
    public async Task Defaults_are_in_force()
    {
        using var office = new Office();
        var settings = await office.SettingsAsync();
        var quotes = settings.GetProperty("quotes");
        Assert.Equal((490, "EUR", 1, 30000, "00:30:00"), (quotes.GetProperty("basePriceCents").GetInt32(), quotes.GetProperty("currency").GetString(), quotes.GetProperty("minWeightGrams").GetInt32(), quotes.GetProperty("maxWeightGrams").GetInt32(), quotes.GetProperty("validFor").GetString()));
        Assert.Equal(25, quotes.GetProperty("surcharges").GetProperty("europe").GetInt32());
        Assert.Equal(["one"], settings.GetProperty("access").GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("id").GetString()));
        var express = settings.GetProperty("features").GetProperty("express");
        Assert.Equal((false, 0, 0), (express.GetProperty("enabled").GetBoolean(), express.GetProperty("percent").GetInt32(), express.GetProperty("customers").GetArrayLength()));
        Assert.DoesNotContain(Office.First, settings.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Client.GetAsync("/api/v1/settings")).StatusCode);

        var quote = await (await office.QuoteAsync(weightGrams: 1001, zone: "europe")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1225, "EUR", StoppedClock.Now.AddMinutes(30)), (quote.GetProperty("priceCents").GetInt32(), quote.GetProperty("currency").GetString(), quote.GetProperty("validUntil").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Weights_and_zones_are_bounded_by_settings()
    {
        using var office = new Office(("Quotes:MinWeightGrams", "100"), ("Quotes:MaxWeightGrams", "200"));
        Assert.Equal(HttpStatusCode.OK, (await office.QuoteAsync(weightGrams: 100)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await office.QuoteAsync(weightGrams: 200)).StatusCode);
        Assert.Equal(["weightGrams"], await FieldsAsync(await office.QuoteAsync(weightGrams: 99)));
        Assert.Equal(["weightGrams"], await FieldsAsync(await office.QuoteAsync(weightGrams: 201)));
        Assert.Equal(["zone"], await FieldsAsync(await office.QuoteAsync(weightGrams: 150, zone: "moon")));
    }

    [Fact]
    public async Task The_greatest_price_is_right()
    {
        using var office = new Office(("Quotes:BasePriceCents", "100000"), ("Quotes:MaxWeightGrams", "50000"), ("Quotes:Surcharges:europe", "500"));
        var quote = await (await office.QuoteAsync(weightGrams: 50_000, zone: "Europe")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(30_000_000, quote.GetProperty("priceCents").GetInt32());
    }

    [Theory]
    [InlineData("dev-key", HttpStatusCode.Unauthorized)]
    [InlineData("ck_live_8d1f0c7e5b3a49d2a6", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData(" ", HttpStatusCode.Unauthorized)]
    [InlineData(Office.First + "x", HttpStatusCode.Unauthorized)]
    [InlineData("First-key-of-acceptance-01", HttpStatusCode.Unauthorized)]
    [InlineData("legacy", HttpStatusCode.Unauthorized)]
    [InlineData(Office.First, HttpStatusCode.OK)]
    [InlineData(Office.Second, HttpStatusCode.OK)]
    [InlineData("old-key-of-acceptance-0003", HttpStatusCode.OK)]
    public async Task Each_of_the_keys_is_taken(string? key, HttpStatusCode status)
    {
        using var office = new Office(("Access:Keys:1:Id", "two"), ("Access:Keys:1:Value", Office.Second), ("ApiKey", "old-key-of-acceptance-0003"));
        Assert.Equal(status, (await office.QuoteAsync(key: key)).StatusCode);
        Assert.Equal(["one", "two", "legacy"], (await office.SettingsAsync()).GetProperty("access").GetProperty("keys").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
        Assert.Contains(office.Log.All, line => line.Level == LogLevel.Warning && line.Text.Contains("ApiKey"));
        Assert.DoesNotContain(office.Log.All, line => line.Text.Contains(Office.First) || line.Text.Contains(Office.Second) || line.Text.Contains("old-key-of-acceptance"));
    }

    [Fact]
    public async Task Prices_change_while_it_runs()
    {
        using var office = new Office();
        Assert.Equal(490, await office.PriceAsync());
        office.Later.Change(("Quotes:BasePriceCents", "600"));
        await Office.SoonAsync(async () => await office.PriceAsync() == 600);
    }

    [Fact]
    public async Task Keys_are_rotated_while_it_runs()
    {
        using var office = new Office();
        office.Later.Change(("Access:Keys:1:Id", "two"), ("Access:Keys:1:Value", Office.Second));
        await Office.SoonAsync(async () => (await office.QuoteAsync(key: Office.Second)).StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await office.QuoteAsync(key: Office.First)).StatusCode);
        office.Later.Change(("Access:Keys:0:Value", "third-key-of-acceptance-03"));
        await Office.SoonAsync(async () => (await office.QuoteAsync(key: Office.First)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await office.QuoteAsync(key: "third-key-of-acceptance-03")).StatusCode);
    }

    [Theory]
    [InlineData("Quotes:Currency", "GBP", "Currency")]
    [InlineData("Quotes:BasePriceCents", "cheap", "BasePriceCents")]
    [InlineData("Features:Express:Percent", "101", "Percent")]
    [InlineData("Access:Keys:0:Value", "weak-value", "Access:Keys:0:Value")]
    public async Task A_wrong_change_leaves_the_last_valid_state(string key, string value, string named)
    {
        using var office = new Office();
        office.Later.Change(("Quotes:BasePriceCents", "600"));
        await Office.SoonAsync(async () => await office.PriceAsync() == 600);

        office.Later.Change((key, value), ("Quotes:MaxWeightGrams", "20000"));
        await Office.SoonAsync(() => Task.FromResult(office.Log.All.Any(line => line.Level >= LogLevel.Error && line.Text.Contains(named))));
        Assert.Equal(600, await office.PriceAsync());
        Assert.Equal(30000, (await office.SettingsAsync()).GetProperty("quotes").GetProperty("maxWeightGrams").GetInt32());
        Assert.DoesNotContain(office.Log.All, line => line.Text.Contains("weak-value") || line.Text.Contains(Office.First));

        office.Later.Change((key, key switch { "Quotes:Currency" => "USD", "Quotes:BasePriceCents" => "700", "Features:Express:Percent" => "5", _ => Office.First }));
        await Office.SoonAsync(async () => (await office.SettingsAsync()).GetProperty("quotes").GetProperty("maxWeightGrams").GetInt32() == 20000);
    }

    [Fact]
    public async Task A_request_sees_one_state()
    {
        using var office = new Office();
        using var stop = new CancellationTokenSource();
        var changes = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                office.Later.Change(("Quotes:BasePriceCents", number % 2 == 0 ? "1000" : "2000"), ("Quotes:Currency", number % 2 == 0 ? "EUR" : "USD"), ("Quotes:Surcharges:domestic", number % 2 == 0 ? "10" : "20"));
                await Task.Yield();
            }
        });
        List<(int, string?)> seen = [];
        for (var number = 0; number < 200; number++)
        {
            var quote = await (await office.QuoteAsync()).Content.ReadFromJsonAsync<JsonElement>();
            seen.Add((quote.GetProperty("priceCents").GetInt32(), quote.GetProperty("currency").GetString()));
        }

        await stop.CancelAsync();
        await changes;
        Assert.All(seen.Distinct(), pair => Assert.Contains(pair, new (int, string?)[] { (490, "EUR"), (1100, "EUR"), (2400, "USD") }));
    }

    [Fact]
    public async Task Express_is_off_at_first()
    {
        using var office = new Office(("Features:Express:Percent", "100"), ("Features:Express:Customers:0", "ada"));
        Assert.Equal(HttpStatusCode.NotFound, (await office.ExpressAsync("ada")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.ExpressAsync("ada", 0)).StatusCode);
        office.Later.Change(("Features:Express:Enabled", "true"));
        await Office.SoonAsync(async () => (await office.ExpressAsync("ada")).StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.BadRequest, (await office.ExpressAsync("ada", 0)).StatusCode);
        Assert.Equal(980, (await (await office.ExpressAsync("ada")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("priceCents").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(100)]
    public async Task Express_reaches_a_share_and_the_named(int percent)
    {
        using var office = new Office(("Features:Express:Enabled", "true"), ("Features:Express:Percent", $"{percent}"), ("Features:Express:Customers:0", "eve"));
        Assert.Equal(HttpStatusCode.OK, (await office.ExpressAsync(" eve ")).StatusCode);
        for (var number = 0; number < 60; number++)
        {
            var customer = $"customer-{number}";
            var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("express:" + customer))) % 100;
            Assert.Equal(share < percent ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await office.ExpressAsync(customer)).StatusCode);
        }
    }

    private static async Task<IEnumerable<string?>> FieldsAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString());
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Boxoffice.Tests;

public sealed class OrderTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("Paylane:BaseAddress", "http://127.0.0.1:9")
        .UseSetting("Paylane:ApiKey", "key-of-the-tests")
        .UseSetting("Paylane:WebhookSecret", "secret-of-the-tests-for-webhooks"));

    [Fact]
    public async Task An_order_is_open_at_first()
    {
        var client = _factory.CreateClient();

        var made = await client.PostAsJsonAsync("/api/v1/orders", new { amount = 1250, currency = "EUR" });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("open", (await client.GetFromJsonAsync<JsonElement>(made.Headers.Location)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_order_needs_an_amount_and_a_currency()
    {
        var refused = await _factory.CreateClient().PostAsJsonAsync("/api/v1/orders", new { amount = 0 });

        var details = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal(["amount", "currency"], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task An_unknown_order_is_not_paid() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _factory.CreateClient().PostAsync("/api/v1/orders/99/payment", null)).StatusCode);

    public void Dispose() => _factory.Dispose();
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Tariffs.Tests;

public sealed class PriceTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_price_is_kept()
    {
        var client = Client("acme");

        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync("/api/v1/prices/A-1", new { category = "tools", amount = 12.5m })).StatusCode);

        var price = await client.GetFromJsonAsync<JsonElement>("/api/v1/prices/a-1");
        Assert.Equal(12.5m, price.GetProperty("amount").GetDecimal());
        Assert.Equal("EUR", price.GetProperty("currency").GetString());
    }

    [Fact]
    public async Task Tenants_have_their_own()
    {
        await Client("acme").PutAsJsonAsync("/api/v1/prices/A-1", new { category = "tools", amount = 1m });

        Assert.Equal(HttpStatusCode.NotFound, (await Client("ukbase").GetAsync("/api/v1/prices/A-1")).StatusCode);
    }

    [Fact]
    public async Task An_import_fills_a_category()
    {
        var client = Client("acme");

        await client.PostAsJsonAsync("/api/v1/imports", new { prices = new[] { new { sku = "B-2", category = "paint", amount = 2m }, new { sku = "B-1", category = "paint", amount = 1m } } });

        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/prices?category=paint");
        Assert.Equal(["B-1", "B-2"], list.GetProperty("data").EnumerateArray().Select(price => price.GetProperty("sku").GetString()));
    }

    [Fact]
    public async Task A_deleted_price_is_gone()
    {
        var client = Client("acme");
        await client.PutAsJsonAsync("/api/v1/prices/A-1", new { category = "tools", amount = 1m });

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/prices/A-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync("/api/v1/prices/A-1")).StatusCode);
    }

    [Fact]
    public async Task A_tenant_must_be_named() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _app.CreateClient().GetAsync("/api/v1/prices/A-1")).StatusCode);

    [Fact]
    public async Task An_amount_has_bounds() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Client("acme").PutAsJsonAsync("/api/v1/prices/A-1", new { category = "tools", amount = -1m })).StatusCode);

    private HttpClient Client(string tenant)
    {
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Tenant", tenant);
        return client;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Courier.Tests;

public sealed class QuoteTests : IDisposable
{
    private const string Key = "key-of-the-tests-0123456789";
    private readonly WebApplicationFactory<Program> _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("ApiKey", Key));

    [Theory]
    [InlineData(1000, "domestic", 490)]
    [InlineData(1001, "domestic", 980)]
    [InlineData(500, "europe", 612)]
    public async Task A_quote_depends_on_weight_and_zone(int weightGrams, string zone, int priceCents)
    {
        var answer = await Client().PostAsJsonAsync("/api/v1/quotes", new { customer = "ada", weightGrams, zone });

        Assert.Equal(priceCents, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("priceCents").GetInt32());
    }

    [Fact]
    public async Task All_wrong_fields_are_named()
    {
        var refused = await Client().PostAsJsonAsync("/api/v1/quotes", new { weightGrams = 30_001, zone = "moon" });

        var details = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal(["customer", "weightGrams", "zone"], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_answered() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _factory.CreateClient().PostAsJsonAsync("/api/v1/quotes", new { customer = "ada", weightGrams = 1, zone = "domestic" })).StatusCode);

    public void Dispose() => _factory.Dispose();

    private HttpClient Client()
    {
        var client = _factory.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return client;
    }
}

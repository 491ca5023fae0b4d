using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Pickup.Tests;

public sealed class OrderTests(WebApplicationFactory<Program> app) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task An_order_is_collected_once_with_its_code()
    {
        var client = app.CreateClient();
        var added = await client.PostAsJsonAsync("/api/v1/orders", new { email = "a@example.org", article = "lamp", quantity = 2 });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var code = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync(added.Headers.Location + "/collection", new { code = "0" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync(added.Headers.Location + "/collection", new { code })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync(added.Headers.Location + "/collection", new { code })).StatusCode);
    }

    [Fact]
    public async Task Too_much_is_a_conflict() =>
        Assert.Equal(HttpStatusCode.Conflict, (await app.CreateClient().PostAsJsonAsync("/api/v1/orders", new { email = "a@example.org", article = "lamp", quantity = 50 })).StatusCode);

    [Theory]
    [InlineData("", "lamp", 1, "email")]
    [InlineData("a@example.org", "", 1, "article")]
    [InlineData("a@example.org", "lamp", 0, "quantity")]
    public async Task Fields_are_checked(string email, string article, int quantity, string field)
    {
        var response = await app.CreateClient().PostAsJsonAsync("/api/v1/orders", new { email, article, quantity });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Helpdesk.Tests;

public sealed class CustomerTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new();

    [Fact]
    public async Task A_created_customer_is_found_at_its_location()
    {
        var client = _factory.CreateClient();

        var created = await client.PostAsJsonAsync("/api/v1/customers", new { name = "Ada", email = "ada@example.com" });

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var found = await client.GetFromJsonAsync<JsonElement>(created.Headers.Location);
        Assert.Equal("Ada", found.GetProperty("name").GetString());
    }

    [Fact]
    public async Task All_wrong_fields_are_named()
    {
        var refused = await _factory.CreateClient().PostAsJsonAsync("/api/v1/customers", new { name = " " });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal(["name", "email"], error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task An_address_is_taken_once()
    {
        var client = _factory.CreateClient();
        await client.PostAsJsonAsync("/api/v1/customers", new { name = "Ada", email = "ada@example.com" });

        var again = await client.PostAsJsonAsync("/api/v1/customers", new { name = "Eve", email = "ADA@example.com" });

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_page_says_how_many_there_are()
    {
        var client = _factory.CreateClient();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await client.PostAsJsonAsync("/api/v1/customers", new { name = "C", email = $"c{number}@example.com" });
        }

        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/customers?page=2&perPage=2");

        Assert.Equal((2, 5, 3), (page.GetProperty("items").GetArrayLength(), page.GetProperty("total").GetInt32(), page.GetProperty("totalPages").GetInt32()));
    }

    public void Dispose() => _factory.Dispose();
}

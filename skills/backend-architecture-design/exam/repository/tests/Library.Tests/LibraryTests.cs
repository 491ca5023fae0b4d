using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Library.Tests;

public sealed class LibraryTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new();

    [Fact]
    public async Task A_lent_copy_is_not_available()
    {
        var client = _factory.CreateClient();
        var book = await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 1 });

        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = "ada" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = "eve" })).StatusCode);
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>(book.Headers.Location)).GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_returned_copy_goes_to_who_waits()
    {
        var client = _factory.CreateClient();
        await client.PostAsJsonAsync("/api/v1/books", new { title = "Emma", copies = 1 });
        var loan = await client.PostAsJsonAsync("/api/v1/loans", new { bookId = 1, member = "ada" });
        var reservation = await client.PostAsJsonAsync("/api/v1/reservations", new { bookId = 1, member = "eve" });

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"{loan.Headers.Location}/return", null)).StatusCode);

        Assert.Equal("ready", (await client.GetFromJsonAsync<JsonElement>(reservation.Headers.Location)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_loan_needs_an_existing_book()
    {
        var refused = await _factory.CreateClient().PostAsJsonAsync("/api/v1/loans", new { bookId = 7 });

        var details = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal(["bookId", "member"], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    public void Dispose() => _factory.Dispose();
}

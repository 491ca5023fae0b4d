using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;

namespace Portal.Tests;

public sealed class PortalTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _app = new();

    public PortalTests() => _app.Services.GetRequiredService<AccountStore>().Add("ines", "a long enough phrase");

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Who_knows_the_password_gets_a_token()
    {
        var client = await SignedInAsync();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/documents")).StatusCode);
    }

    [Fact]
    public async Task Who_does_not_gets_none() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.CreateClient().PostAsJsonAsync("/api/v1/sessions", new { user = "ines", password = "guess" })).StatusCode);

    [Fact]
    public async Task Documents_need_a_token()
    {
        var response = await _app.CreateClient().GetAsync("/api/v1/documents");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_document_can_be_added_changed_and_removed()
    {
        var client = await SignedInAsync();

        var added = await client.PostAsJsonAsync("/api/v1/documents", new { title = "Claim", text = "The window broke." });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("The window broke.", await client.GetStringAsync(added.Headers.Location + "/text"));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync(added.Headers.Location, new { title = "Claim", text = "Two windows." })).StatusCode);
        Assert.Equal("Two windows.", await client.GetStringAsync(added.Headers.Location + "/text"));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(added.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(added.Headers.Location)).StatusCode);
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var client = _app.CreateClient();
        var response = await client.PostAsJsonAsync("/api/v1/sessions", new { user = "Ines", password = "a long enough phrase" });
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

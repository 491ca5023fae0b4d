using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mailroom.Jobs;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Mailroom.Tests;

public sealed class LetterTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new();

    [Fact]
    public async Task A_letter_is_sent_by_a_job()
    {
        var client = _factory.CreateClient();
        var accepted = await client.PostAsJsonAsync("/api/v1/letters", new { recipient = "ada@example.com", text = "Hello" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        await _factory.Services.GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None);

        Assert.Equal("done", (await client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_letter_needs_recipient_and_text()
    {
        var refused = await _factory.CreateClient().PostAsJsonAsync("/api/v1/letters", new { recipient = "nobody" });

        var details = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal(["recipient", "text"], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    public void Dispose() => _factory.Dispose();
}

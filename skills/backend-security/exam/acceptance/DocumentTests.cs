using System.Net;
using System.Net.Http.Json;

namespace Acceptance;

public sealed class DocumentTests : IDisposable
{
    private readonly PortalApp _app = new();

    public DocumentTests()
    {
        _ = _app.CreateClient();
        _app.Have("ines", "karl");
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Others_documents_do_not_exist()
    {
        var ines = await _app.SignedInAsync("ines");
        var karl = await _app.SignedInAsync("karl");
        var added = await ines.PostAsJsonAsync("/api/v1/documents", new { title = "Claim", text = "mine" });
        var address = added.Headers.Location!;

        var change = new { title = "Claim", text = "changed" };
        Assert.Equal(HttpStatusCode.NotFound, (await karl.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await karl.GetAsync(address + "/text")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await karl.PutAsJsonAsync(address, change)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await karl.DeleteAsync(address)).StatusCode);

        Assert.Equal("mine", await ines.GetStringAsync(address + "/text"));
        Assert.Equal(HttpStatusCode.NoContent, (await ines.PutAsJsonAsync(address, change)).StatusCode);
        Assert.Equal("changed", await ines.GetStringAsync(address + "/text"));
        Assert.Equal(HttpStatusCode.NoContent, (await ines.DeleteAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_user_has_100_requests_in_15_minutes()
    {
        var ines = await _app.SignedInAsync("ines");
        var again = await _app.SignedInAsync("ines");
        for (var number = 0; number < 100; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await (number % 2 == 0 ? ines : again).GetAsync("/api/v1/documents")).StatusCode);
        }

        using var refused = await again.GetAsync("/api/v1/documents");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);
        Assert.Equal(HttpStatusCode.OK, (await (await _app.SignedInAsync("karl")).GetAsync("/api/v1/documents")).StatusCode);

        _app.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await ines.GetAsync("/api/v1/documents")).StatusCode);
    }

    [Fact]
    public async Task The_balancer_may_ask_as_often_as_it_likes()
    {
        var client = _app.CreateClient();
        for (var number = 0; number < 150; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
        }
    }

    [Fact]
    public async Task Unexpected_errors_are_logged_and_not_told()
    {
        var ines = await _app.SignedInAsync("ines");

        using var failed = await ines.GetAsync(Fault.Path);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal("application/problem+json", failed.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("sdb7", await failed.Content.ReadAsStringAsync());
        Assert.Contains("sdb7", _app.Logged.Text);
        HasHeaders(failed);
    }

    [Fact]
    public async Task Every_answer_has_the_headers()
    {
        var client = _app.CreateClient();
        var ines = await _app.SignedInAsync("ines");
        HasHeaders(await client.GetAsync("/health"));
        HasHeaders(await client.GetAsync("/nowhere"));
        HasHeaders(await client.GetAsync("/api/v1/documents"));
        HasHeaders(await ines.GetAsync("/api/v1/documents"));
        HasHeaders(await ines.GetAsync("/api/v1/documents/77"));
        HasHeaders(await ines.PostAsJsonAsync("/api/v1/documents", new { title = "" }));
        for (var number = 0; number < 10; number++)
        {
            HasHeaders(await PortalApp.SignInAsync(client, "karl", "guess"));
        }

        var refused = await PortalApp.SignInAsync(client, "karl", "guess");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        HasHeaders(refused);
    }

    [Theory]
    [InlineData("https://front.test", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://front.test.evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_listed_origins_may_call_with_credentials(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/documents");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");

        var answer = await _app.CreateClient().SendAsync(request);

        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins));
        if (allowed)
        {
            Assert.Equal([origin], origins);
            Assert.Equal(["true"], answer.Headers.GetValues("Access-Control-Allow-Credentials"));
        }
    }

    private static void HasHeaders(HttpResponseMessage response)
    {
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; frame-ancestors 'none'"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }
}

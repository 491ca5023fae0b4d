using System.Net;

namespace Acceptance;

public sealed class SignInTests : IDisposable
{
    private readonly PortalApp _app = new();
    private readonly HttpClient _client;

    public SignInTests()
    {
        _client = _app.CreateClient();
        _app.Have("ines", "karl");
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("ines")]
    [InlineData("nobody")]
    public async Task The_eleventh_attempt_is_refused_also_with_the_right_password(string user)
    {
        await FailAsync(user, 10);

        using var wrong = await PortalApp.SignInAsync(_client, user, "guess");
        using var right = await PortalApp.SignInAsync(_client, user, PortalApp.Password(user));

        foreach (var refused in new[] { wrong, right })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.InRange(RetryAfter(refused), 890, 900);
        }

        Assert.Equal(HttpStatusCode.OK, (await PortalApp.SignInAsync(_client, "karl", PortalApp.Password("karl"))).StatusCode);
    }

    [Fact]
    public async Task The_lock_ends_after_15_minutes_and_attempts_do_not_prolong_it()
    {
        await FailAsync("ines", 10);

        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var during = await PortalApp.SignInAsync(_client, "ines", "guess");
        Assert.InRange(RetryAfter(during), 590, 600);
        _app.Clock.Advance(TimeSpan.FromMinutes(9));
        using var late = await PortalApp.SignInAsync(_client, "ines", "guess");
        Assert.InRange(RetryAfter(late), 50, 60);
        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HttpStatusCode.OK, (await PortalApp.SignInAsync(_client, "ines", PortalApp.Password("ines"))).StatusCode);
    }

    [Fact]
    public async Task Failures_are_forgotten_after_15_minutes()
    {
        await FailAsync("ines", 9);
        _app.Clock.Advance(TimeSpan.FromMinutes(16));

        await FailAsync("ines", 9);
        Assert.Equal(HttpStatusCode.OK, (await PortalApp.SignInAsync(_client, "ines", PortalApp.Password("ines"))).StatusCode);
    }

    [Fact]
    public async Task A_success_clears_the_count()
    {
        await FailAsync("ines", 9);
        Assert.Equal(HttpStatusCode.OK, (await PortalApp.SignInAsync(_client, "ines", PortalApp.Password("ines"))).StatusCode);

        await FailAsync("ines", 10);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PortalApp.SignInAsync(_client, "ines", "guess")).StatusCode);
    }

    [Fact]
    public async Task All_spellings_of_a_name_are_one_account()
    {
        foreach (var name in new[] { "ines", "INES", " ines", "Ines ", "iNES", "ines", "INES", " Ines ", "ines", "ineS" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await PortalApp.SignInAsync(_client, name, "guess")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PortalApp.SignInAsync(_client, "Ines", PortalApp.Password("ines"))).StatusCode);
    }

    [Fact]
    public async Task Attempts_at_the_same_time_all_count()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => PortalApp.SignInAsync(_client, "ines", "guess"))));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(30, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Another_address_in_a_header_changes_nothing()
    {
        for (var number = 0; number < 12; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sessions") { Content = System.Net.Http.Json.JsonContent.Create(new { user = "ines", password = "guess" }) };
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{number}");
            var answer = await _client.SendAsync(request);
            Assert.Equal(number < 10 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_learns_which_accounts_exist()
    {
        Assert.Equal(await BodyAsync("ines"), await BodyAsync("nobody"));
        await FailAsync("ines", 9);
        await FailAsync("nobody", 9);
        Assert.Equal(await BodyAsync("ines"), await BodyAsync("nobody"));

        async Task<string> BodyAsync(string user)
        {
            var answer = await PortalApp.SignInAsync(_client, user, "guess");
            var body = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, System.Text.Json.JsonElement>>(await answer.Content.ReadAsStringAsync())!;
            return string.Join(", ", body.Where(field => field.Key != "traceId").Select(field => $"{field.Key}={field.Value}"));
        }
    }

    private async Task FailAsync(string user, int times)
    {
        for (var number = 0; number < times; number++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await PortalApp.SignInAsync(_client, user, "guess")).StatusCode);
        }
    }

    private static int RetryAfter(HttpResponseMessage response) => (int)(response.Headers.RetryAfter?.Delta ?? TimeSpan.MinValue).TotalSeconds;
}

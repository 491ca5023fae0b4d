using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Acceptance;

public sealed class SessionTests : IDisposable
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task An_account_is_made_and_signs_in()
    {
        var made = await _journal.SignUpAsync("ada@example.com");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("ada@example.com", body.GetProperty("email").GetString());
        Assert.Equal(["email", "id"], body.EnumerateObject().Select(property => property.Name).Order());

        var pair = await _journal.SignInAsync("ADA@example.com");
        Assert.True(await _journal.WorksAsync(pair));
        Assert.True(pair.Refresh.Length >= 32);
    }

    [Fact]
    public async Task All_wrong_fields_of_an_account_are_named()
    {
        Assert.Equal(new[] { "email", "password" }, (await Journal.ErrorAsync(await _journal.SignUpAsync("nobody", "short"), HttpStatusCode.BadRequest)).Fields.Order());
        Assert.Equal(["password"], (await Journal.ErrorAsync(await _journal.SignUpAsync("a@example.com", new string('x', 129)), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(["password"], (await Journal.ErrorAsync(await _journal.SignUpAsync("a@example.com", null), HttpStatusCode.BadRequest)).Fields);
        Assert.Equal(HttpStatusCode.Created, (await _journal.SignUpAsync("a@example.com", new string('x', 128))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _journal.SignUpAsync("b@example.com", "            ")).StatusCode);
    }

    [Fact]
    public async Task An_address_is_taken_once_by_parallel_requests()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => _journal.SignUpAsync(number % 2 == 0 ? "ada@example.com" : "Ada@Example.com"))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal("EMAIL_TAKEN", (await Journal.ErrorAsync(answers.First(answer => answer.StatusCode != HttpStatusCode.Created), HttpStatusCode.Conflict)).Code);
    }

    [Fact]
    public async Task Unknown_address_and_wrong_password_look_alike()
    {
        await _journal.SignUpAsync("ada@example.com");
        var wrong = await _journal.TryAsync("ada@example.com", Journal.Password + " ");
        var unknown = await _journal.TryAsync("eve@example.com");
        Assert.Equal("INVALID_CREDENTIALS", (await Journal.ErrorAsync(wrong, HttpStatusCode.Unauthorized)).Code);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("nobody@example.com")]
    public async Task Five_failures_lock_for_a_quarter_of_an_hour(string email)
    {
        await _journal.SignUpAsync("ada@example.com");
        for (var number = 0; number < 5; number++)
        {
            await Journal.ErrorAsync(await _journal.TryAsync(number % 2 == 0 ? email : email.ToUpperInvariant(), "wrong wrong wrong"), HttpStatusCode.Unauthorized);
            _journal.Clock.Now += TimeSpan.FromMinutes(1);
        }

        var locked = await _journal.TryAsync(email);
        Assert.Equal("TOO_MANY_REQUESTS", (await Journal.ErrorAsync(locked, HttpStatusCode.TooManyRequests)).Code);
        Assert.Equal(TimeSpan.FromMinutes(14), locked.Headers.RetryAfter?.Delta);
        _journal.Clock.Now += TimeSpan.FromMinutes(14) - TimeSpan.FromSeconds(1);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _journal.TryAsync(email)).StatusCode);
        _journal.Clock.Now += TimeSpan.FromSeconds(1);
        var expected = email == "ada@example.com" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
        Assert.Equal(expected, (await _journal.TryAsync(email)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.TryAsync(email, "wrong wrong wrong")).StatusCode);
    }

    [Fact]
    public async Task A_success_starts_the_count_anew()
    {
        await _journal.SignUpAsync("ada@example.com");
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 4; number++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.TryAsync("ada@example.com", "wrong wrong wrong")).StatusCode);
            }

            await _journal.SignInAsync("ada@example.com");
        }
    }

    [Fact]
    public async Task Parallel_guesses_are_counted()
    {
        await _journal.SignUpAsync("ada@example.com");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => _journal.TryAsync("ada@example.com", $"wrong guess number {number}"))));
        Assert.Equal((5, 15), (answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized), answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests)));
    }

    [Fact]
    public async Task An_access_token_works_for_a_quarter_of_an_hour()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        _journal.Clock.Now += TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1);
        Assert.True(await _journal.WorksAsync(pair));
        _journal.Clock.Now += TimeSpan.FromSeconds(1);
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(pair));
        Assert.True(await _journal.WorksAsync(await Pair.ReadAsync(await _journal.RefreshAsync(pair.Refresh))));
    }

    [Fact]
    public async Task A_refresh_token_is_spent_once_and_its_reuse_ends_the_session()
    {
        var first = await _journal.NewAsync("ada@example.com");
        var other = await _journal.SignInAsync("ada@example.com");
        var second = await Pair.ReadAsync(await _journal.RefreshAsync(first.Refresh));
        Assert.NotEqual(first.Refresh, second.Refresh);
        Assert.NotEqual(first.Access, second.Access);
        Assert.True(await _journal.WorksAsync(second));

        Assert.Equal("INVALID_TOKEN", (await Journal.ErrorAsync(await _journal.RefreshAsync(first.Refresh), HttpStatusCode.Unauthorized)).Code);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.RefreshAsync(second.Refresh)).StatusCode);
        Assert.False(await _journal.WorksAsync(second));
        Assert.False(await _journal.WorksAsync(first));
        Assert.True(await _journal.WorksAsync(other));
    }

    [Fact]
    public async Task One_refresh_token_makes_no_two_pairs()
    {
        for (var round = 0; round < 3; round++)
        {
            var pair = await _journal.NewAsync($"ada{round}@example.com");
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => _journal.RefreshAsync(pair.Refresh))));
            Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK) <= 1);
            Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized) >= 11);
        }
    }

    [Fact]
    public async Task A_refresh_token_ends_after_a_week()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        _journal.Clock.Now += TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);
        pair = await Pair.ReadAsync(await _journal.RefreshAsync(pair.Refresh));
        _journal.Clock.Now += TimeSpan.FromDays(7);
        Assert.Equal("INVALID_TOKEN", (await Journal.ErrorAsync(await _journal.RefreshAsync(pair.Refresh), HttpStatusCode.Unauthorized)).Code);
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        for (var week = 0; week < 4; week++)
        {
            _journal.Clock.Now += TimeSpan.FromDays(6);
            pair = await Pair.ReadAsync(await _journal.RefreshAsync(pair.Refresh));
        }

        _journal.Clock.Now += TimeSpan.FromDays(6) - TimeSpan.FromMinutes(5);
        pair = await Pair.ReadAsync(await _journal.RefreshAsync(pair.Refresh));
        Assert.True(await _journal.WorksAsync(pair));
        _journal.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.False(await _journal.WorksAsync(pair));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.RefreshAsync(pair.Refresh)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(null)]
    public async Task A_wrong_refresh_token_is_refused(string? token)
    {
        var answer = await _journal.Client.PostAsJsonAsync("/api/v1/sessions/refresh", new { refreshToken = token });
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tokens_are_not_interchangeable()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(new(pair.Refresh, "")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.RefreshAsync(pair.Access)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_only()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        var other = await _journal.SignInAsync("ada@example.com");
        var answer = await _journal.SendAsync(pair, HttpMethod.Delete, "/api/v1/sessions/current");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(pair));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.RefreshAsync(pair.Refresh)).StatusCode);
        Assert.True(await _journal.WorksAsync(other));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        var other = await _journal.SignInAsync("ada@example.com");
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(pair, Journal.Password, "another long password")).StatusCode);

        Assert.True(await _journal.WorksAsync(pair));
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(other));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.RefreshAsync(other.Refresh)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _journal.TryAsync("ada@example.com")).StatusCode);
        await _journal.SignInAsync("ada@example.com", "another long password");
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing_and_is_counted()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        Assert.Equal(["newPassword"], (await Journal.ErrorAsync(await ChangeAsync(pair, Journal.Password, "short"), HttpStatusCode.BadRequest)).Fields);
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(["currentPassword"], (await Journal.ErrorAsync(await ChangeAsync(pair, "wrong wrong wrong", "another long password"), HttpStatusCode.BadRequest)).Fields);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await ChangeAsync(pair, Journal.Password, "another long password")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _journal.TryAsync("ada@example.com")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_log()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        await _journal.TryAsync("ada@example.com", "a wrong secret phrase");
        var next = await Pair.ReadAsync(await _journal.RefreshAsync(pair.Refresh));
        await _journal.NotesAsync(next);
        await _journal.RefreshAsync(pair.Refresh);

        Assert.NotEmpty(_journal.Log.All);
        foreach (var secret in new[] { Journal.Password, "a wrong secret phrase", pair.Refresh, next.Refresh, next.Access })
        {
            Assert.DoesNotContain(_journal.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    public void Dispose() => _journal.Dispose();

    private Task<HttpResponseMessage> ChangeAsync(Pair pair, string currentPassword, string newPassword) =>
        _journal.SendAsync(pair, HttpMethod.Put, "/api/v1/accounts/me/password", new { currentPassword, newPassword });
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Acceptance;

public sealed class AccessTests : IDisposable
{
    private readonly Journal _journal = new();

    [Theory]
    [InlineData("GET", "/api/v1/notes")]
    [InlineData("POST", "/api/v1/notes")]
    [InlineData("GET", "/api/v1/notes/1")]
    [InlineData("PUT", "/api/v1/notes/1")]
    [InlineData("DELETE", "/api/v1/notes/1")]
    [InlineData("GET", "/api/v1/reports/usage")]
    [InlineData("DELETE", "/api/v1/sessions/current")]
    [InlineData("PUT", "/api/v1/accounts/me/password")]
    public async Task Without_a_token_nothing_is_answered(string method, string route)
    {
        using var request = new HttpRequestMessage(new(method), route) { Content = method is "POST" or "PUT" ? JsonContent.Create(new { text = "x" }) : null };
        request.Headers.Add("X-User", "ada@example.com");
        await Journal.UnauthorizedAsync(await _journal.Client.SendAsync(request));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.")]
    public async Task A_token_that_nobody_issued_is_refused(string token)
    {
        await _journal.NewAsync("ada@example.com");
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(new(token, "")));
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var pair = await _journal.NewAsync("ada@example.com");
        var middle = pair.Access.Length / 2;
        var changed = pair.Access[..middle] + (pair.Access[middle] == 'A' ? 'B' : 'A') + pair.Access[(middle + 1)..];
        await Journal.UnauthorizedAsync(await _journal.NotesAsync(new(changed, "")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/notes");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair.Access);
        await Journal.UnauthorizedAsync(await _journal.Client.SendAsync(request));
    }

    [Fact]
    public async Task Health_stays_open() => Assert.Equal(HttpStatusCode.OK, (await _journal.Client.GetAsync("/health")).StatusCode);

    [Fact]
    public async Task A_route_that_is_added_later_is_closed()
    {
        using var journal = new Journal(services => services.AddSingleton<IStartupFilter, LaterRoute>());
        var pair = await journal.NewAsync("ada@example.com");
        Assert.Equal(HttpStatusCode.Unauthorized, (await journal.Client.GetAsync("/later")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await journal.SendAsync(pair, HttpMethod.Get, "/later")).StatusCode);
    }

    [Fact]
    public async Task A_note_of_another_is_like_none()
    {
        var ada = await _journal.NewAsync("ada@example.com");
        var eve = await _journal.NewAsync("eve@example.com");
        var id = await _journal.NoteAsync(ada, "mine");

        foreach (var (method, body) in new[] { (HttpMethod.Get, (object?)null), (HttpMethod.Put, new { text = "hers" }), (HttpMethod.Delete, null) })
        {
            var foreign = await _journal.SendAsync(eve, method, $"/api/v1/notes/{id}", body);
            var missing = await _journal.SendAsync(eve, method, "/api/v1/notes/9", body);
            Assert.Equal("NOT_FOUND", (await Journal.ErrorAsync(foreign, HttpStatusCode.NotFound)).Code);
            Assert.Equal((await missing.Content.ReadAsStringAsync()).Replace("9", id.ToString()), await foreign.Content.ReadAsStringAsync());
        }

        var note = await _journal.SendAsync(ada, HttpMethod.Get, $"/api/v1/notes/{id}");
        Assert.Equal("mine", (await note.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.OK, (await _journal.SendAsync(ada, HttpMethod.Put, $"/api/v1/notes/{id}", new { text = "changed" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _journal.SendAsync(ada, HttpMethod.Delete, $"/api/v1/notes/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_list_holds_only_own_notes()
    {
        var ada = await _journal.NewAsync("ada@example.com");
        var eve = await _journal.NewAsync("eve@example.com");
        await _journal.NoteAsync(ada, "one");
        await _journal.NoteAsync(eve, "two");
        await _journal.NoteAsync(ada, "three");

        var list = await (await _journal.NotesAsync(ada)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((2, 2), (list.GetProperty("total").GetInt32(), list.GetProperty("items").GetArrayLength()));
        Assert.Equal(["one", "three"], list.GetProperty("items").EnumerateArray().Select(note => note.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task The_report_needs_its_permission()
    {
        var ada = await _journal.NewAsync("ada@example.com");
        var root = await _journal.NewAsync("Root@example.com");
        await _journal.NoteAsync(ada, "one");

        var error = await Journal.ErrorAsync(await _journal.SendAsync(ada, HttpMethod.Get, "/api/v1/reports/usage"), HttpStatusCode.Forbidden);
        Assert.Equal("FORBIDDEN", error.Code);
        Assert.Contains("reports:read", error.Message);
        var report = await (await _journal.SendAsync(root, HttpMethod.Get, "/api/v1/reports/usage")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("ada@example.com", 1), (report[0].GetProperty("user").GetString(), report[0].GetProperty("notes").GetInt32()));
    }

    [Fact]
    public async Task Nobody_makes_themselves_an_administrator()
    {
        await _journal.Client.PostAsJsonAsync("/api/v1/accounts", new { email = "eve@example.com", password = Journal.Password, role = "administrator", permissions = new[] { "reports:read" }, isAdministrator = true });
        var eve = await _journal.SignInAsync("eve@example.com");
        await Journal.ErrorAsync(await _journal.SendAsync(eve, HttpMethod.Get, "/api/v1/reports/usage"), HttpStatusCode.Forbidden);
    }

    public void Dispose() => _journal.Dispose();

    private sealed class LaterRoute : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(endpoints => endpoints.MapGet("/later", () => "here"));
        };
    }
}

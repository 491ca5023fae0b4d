using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acceptance;

/// <summary>The application with a clock that stands still and a log that can be read.</summary>
public sealed class Journal : IDisposable
{
    public const string Password = "correct horse battery";
    private readonly WebApplicationFactory<Program> _factory;

    public Journal(Action<IServiceCollection>? more = null)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Accounts:Administrators:0", "root@example.com")
            .UseSetting("Logging:LogLevel:Default", "Trace")
            .ConfigureLogging(logging => logging.AddProvider(Log))
            .ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                more?.Invoke(services);
            }));
        Client = _factory.CreateClient();
    }

    public StoppedClock Clock { get; } = new();

    public Lines Log { get; } = new();

    public HttpClient Client { get; }

    public Task<HttpResponseMessage> SignUpAsync(string email, string? password = Password) => Client.PostAsJsonAsync("/api/v1/accounts", new { email, password });

    public Task<HttpResponseMessage> TryAsync(string email, string password = Password) => Client.PostAsJsonAsync("/api/v1/sessions", new { email, password });

    public async Task<Pair> SignInAsync(string email, string password = Password) => await Pair.ReadAsync(await TryAsync(email, password));

    public async Task<Pair> NewAsync(string email)
    {
        Assert.Equal(HttpStatusCode.Created, (await SignUpAsync(email)).StatusCode);
        return await SignInAsync(email);
    }

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken) => Client.PostAsJsonAsync("/api/v1/sessions/refresh", new { refreshToken });

    public async Task<HttpResponseMessage> SendAsync(Pair? pair, HttpMethod method, string route, object? body = null)
    {
        using var request = new HttpRequestMessage(method, route);
        if (pair is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pair.Access);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> NotesAsync(Pair? pair) => SendAsync(pair, HttpMethod.Get, "/api/v1/notes");

    public async Task<bool> WorksAsync(Pair pair) => (await NotesAsync(pair)).StatusCode == HttpStatusCode.OK;

    public async Task<int> NoteAsync(Pair pair, string text)
    {
        var made = await SendAsync(pair, HttpMethod.Post, "/api/v1/notes", new { text });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    public static async Task<(string Code, string Message, string[] Fields)> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        return (error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!,
            [.. error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString()!)]);
    }

    public static async Task UnauthorizedAsync(HttpResponseMessage answer)
    {
        Assert.Equal("UNAUTHORIZED", (await ErrorAsync(answer, HttpStatusCode.Unauthorized)).Code);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
    }

    public void Dispose() => _factory.Dispose();
}

public sealed record Pair(string Access, string Refresh)
{
    public static async Task<Pair> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(900, body.GetProperty("expiresIn").GetInt32());
        return new(body.GetProperty("accessToken").GetString()!, body.GetProperty("refreshToken").GetString()!);
    }
}

public sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

public sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}

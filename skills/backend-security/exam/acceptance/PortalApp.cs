using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Portal.Accounts;

namespace Acceptance;

public sealed class PortalApp : WebApplicationFactory<Program>
{
    public Clock Clock { get; } = new();

    public Logged Logged { get; } = new();

    public void Have(params string[] users)
    {
        foreach (var user in users)
        {
            Services.GetRequiredService<AccountStore>().Add(user, Password(user));
        }
    }

    public static string Password(string user) => $"the phrase of {user.Trim().ToLowerInvariant()}";

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string user, string password) =>
        client.PostAsJsonAsync("/api/v1/sessions", new { user, password });

    public async Task<HttpClient> SignedInAsync(string user)
    {
        var client = CreateClient();
        var response = await SignInAsync(client, user, Password(user));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Cors:Origins:0", "https://front.test");
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.AddProvider(Logged));
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<IStartupFilter, Fault>();
        });
    }
}

/// <summary>Something that fails unexpectedly, behind all of the application's own middleware.</summary>
public sealed class Fault : IStartupFilter
{
    public const string Path = "/api/v1/fault";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Map(Path, fault => fault.Run(_ => throw new InvalidOperationException("disk sdb7 is gone")));
    };
}

public sealed class Clock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>All that was logged.</summary>
public sealed class Logged : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acceptance;

/// <summary>A source of settings that announces its changes.</summary>
public sealed class Changing : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Change(params (string Key, string? Value)[] settings)
    {
        var changed = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            changed[key] = value;
        }

        Data = changed;
        OnReload();
    }
}

/// <summary>The application with settings of its own.</summary>
public sealed class Office : IDisposable
{
    public const string First = "first-key-of-acceptance-01";
    public const string Second = "second-key-of-acceptance-02";
    private readonly WebApplicationFactory<Program> _factory;

    public Office(params (string Key, string? Value)[] settings)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production")
                .UseSetting("Access:Keys:0:Id", "one")
                .UseSetting("Access:Keys:0:Value", First)
                .UseSetting("Quotes:BasePriceCents", "490")
                .UseSetting("Quotes:Currency", "EUR")
                .UseSetting("Quotes:Surcharges:domestic", "0")
                .UseSetting("Quotes:Surcharges:europe", "25")
                .UseSetting("Logging:LogLevel:Default", "Trace")
                .ConfigureAppConfiguration((_, configuration) => configuration.Add(Later))
                .ConfigureLogging(logging => logging.AddProvider(Log))
                .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new StoppedClock()));
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        Client = _factory.CreateClient();
    }

    public Changing Later { get; } = new();

    public Lines Log { get; } = new();

    public HttpClient Client { get; }

    /// <summary>How the application refuses to start; null when it starts.</summary>
    public static string? Refusal(params (string Key, string? Value)[] settings)
    {
        var refused = Start(settings);
        for (var attempt = 0; attempt < 5 && refused is ObjectDisposedException; attempt++)
        {
            // The factory may ask the host for its services after it refused to start and was disposed of: a race of the factory, not of the application.
            refused = Start(settings);
        }

        return refused?.ToString();
    }

    private static Exception? Start((string Key, string? Value)[] settings) => Record.Exception(() =>
    {
        using var office = new Office(settings);
    });

    public async Task<HttpResponseMessage> QuoteAsync(string customer = "ada", int weightGrams = 1000, string zone = "domestic", string? key = First, string route = "/api/v1/quotes")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(new { customer, weightGrams, zone }) };
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> ExpressAsync(string customer, int weightGrams = 1000) => QuoteAsync(customer, weightGrams, route: "/api/v1/quotes/express");

    public async Task<int> PriceAsync() => (await (await QuoteAsync()).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("priceCents").GetInt32();

    public async Task<JsonElement> SettingsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/settings");
        request.Headers.Add("X-Api-Key", First);
        var answer = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Changes may be taken in with a delay; waits until one shows.</summary>
    public static async Task SoonAsync(Func<Task<bool>> holds)
    {
        for (var number = 0; number < 100; number++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("The change did not take effect.");
    }

    public void Dispose() => _factory.Dispose();
}

public sealed class StoppedClock : TimeProvider
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

public sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Text)> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue((logLevel, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}

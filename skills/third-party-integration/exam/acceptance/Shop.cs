using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acceptance;

/// <summary>A provider on the loopback address that answers what it is told to.</summary>
public sealed class FakePaylane : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _lastCharge;

    private FakePaylane()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/charges", AnswerAsync);
    }

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>What comes next; when empty, charges succeed.</summary>
    public ConcurrentQueue<Func<HttpContext, JsonElement, Task>> Answers { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<FakePaylane> StartAsync()
    {
        var fake = new FakePaylane();
        await fake._app.StartAsync();
        return fake;
    }

    public void Next(int status, string body = "{\"message\":\"provider-internal-text\"}", string? retryAfter = null) => Answers.Enqueue(async (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    });

    public void Always(int status, int times)
    {
        for (var number = 0; number < times; number++)
        {
            Next(status);
        }
    }

    public void Hang() => Answers.Enqueue(async (context, _) =>
    {
        var gone = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await context.Request.ReadFromJsonAsync<JsonElement>();
        Calls.Enqueue(new(
            context.Request.Headers["Idempotency-Key"].ToString(),
            context.Request.Headers.Authorization.ToString(),
            body.GetProperty("reference").GetString()!,
            body.GetProperty("amount").GetInt64(),
            body.GetProperty("currency").GetString()!));
        if (Answers.TryDequeue(out var answer))
        {
            await answer(context, body);
            return;
        }

        await Task.Delay(50);   // so that requests at the same time overlap
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(new { id = $"ch_{Interlocked.Increment(ref _lastCharge)}", status = "succeeded", amount = body.GetProperty("amount"), currency = body.GetProperty("currency") });
    }
}

public sealed record Call(string Key, string Authorization, string Reference, long Amount, string Currency);

/// <summary>The application against the fake provider.</summary>
public sealed class Shop : IDisposable
{
    public const string Secret = "whsec-0123456789abcdef";
    public const string ApiKey = "sk-live-of-acceptance";
    private readonly WebApplicationFactory<Program> _factory;

    public Shop(string address, params (string Key, string? Value)[] settings)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Paylane:BaseAddress", address)
                .UseSetting("Paylane:ApiKey", ApiKey)
                .UseSetting("Paylane:WebhookSecret", Secret)
                .UseSetting("Paylane:TimeoutSeconds", "1")
                .UseSetting("Logging:LogLevel:Default", "Trace")
                .ConfigureLogging(logging => logging.AddProvider(Log))
                .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        Client = _factory.CreateClient();
    }

    public StoppedClock Clock { get; } = new();

    public Lines Log { get; } = new();

    public HttpClient Client { get; }

    public async Task<int> OrderAsync(long amount = 1250, string currency = "EUR")
    {
        var made = await Client.PostAsJsonAsync("/api/v1/orders", new { amount, currency });
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    public Task<HttpResponseMessage> PayAsync(int id) => Client.PostAsync($"/api/v1/orders/{id}/payment", null);

    public Task<JsonElement> GetAsync(int id) => Client.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{id}");

    public async Task<string> StatusAsync(int id) => (await GetAsync(id)).GetProperty("status").GetString()!;

    public Task<HttpResponseMessage> HookAsync(string type, int order, string id = "evt_1", long amount = 1250, string currency = "EUR", string chargeId = "ch_hook") =>
        RawAsync(JsonSerializer.Serialize(new { id, type, data = new { chargeId, reference = $"order-{order}", amount, currency } }));

    public Task<HttpResponseMessage> RawAsync(string body, string? signature = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/paylane") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Paylane-Signature", signature ?? Sign(body));
        return Client.SendAsync(request);
    }

    public string Sign(string body, int secondsOff = 0, string secret = Secret, bool upper = false)
    {
        var time = Clock.Now.AddSeconds(secondsOff).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        return $"t={time},v1={(upper ? hex.ToUpperInvariant() : hex)}";
    }

    public static async Task<(string Code, string Text)> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return (JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("code").GetString()!, text);
    }

    public void Dispose() => _factory.Dispose();
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

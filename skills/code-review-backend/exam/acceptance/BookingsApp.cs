using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bookings.Vouchers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Acceptance;

/// <summary>The application over a ledger that waits and fails as told, and a clock that stands.</summary>
public sealed class BookingsApp : WebApplicationFactory<Program>, ILedger, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _logged = new();

    public Clock Clock { get; } = new();

    public Func<Task> Write { get; set; } = () => Task.CompletedTask;

    public ConcurrentQueue<int> Written { get; } = new();

    public string Logged => string.Join('\n', _logged);

    public async Task WriteAsync(string text, int amountCents, CancellationToken cancellationToken)
    {
        await Write();
        Written.Enqueue(amountCents);
    }

    public HttpClient Client(string customer)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-Customer", customer);
        return client;
    }

    /// <summary>A voucher of ada's.</summary>
    public async Task<string> BuyAsync(int amountCents = 5000, string validUntil = "2025-06-30")
    {
        var bought = await Client("ada").PostAsJsonAsync("/api/v1/vouchers", new { amountCents, validUntil });
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        return (await bought.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }

    public Task<HttpResponseMessage> SpendAsync(string code, int amountCents) => Client("ben").PostAsJsonAsync($"/api/v1/vouchers/{code}/redemptions", new { amountCents });

    public async Task<int> LeftAsync(string code) =>
        (await Client("ada").GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{code}")).GetProperty("remainingCents").GetInt32();

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Bookings", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Enqueue($"{formatter(state, exception)} {exception}");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.AddProvider(this));
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
            services.RemoveAll<ILedger>().AddSingleton<ILedger>(this);
        });
    }
}

public sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

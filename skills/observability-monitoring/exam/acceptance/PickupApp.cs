using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pickup.Stock;

namespace Acceptance;

public sealed class PickupApp : WebApplicationFactory<Program>, IStock
{
    public const string FaultPath = "/api/v1/fault";

    public Logged Logged { get; } = new();

    public Func<CancellationToken, Task<bool>> Take { get; set; } = _ => Task.FromResult(true);

    public Func<CancellationToken, Task> Ping { get; set; } = _ => Task.CompletedTask;

    public Task<bool> TakeAsync(string article, int quantity, CancellationToken cancellationToken) => Take(cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => Ping(cancellationToken);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logged));
        builder.ConfigureTestServices(services => services.RemoveAll<IStock>().AddSingleton<IStock>(this).AddSingleton<IStartupFilter, Fault>());
    }

    private sealed class Fault : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map(FaultPath, fault => fault.Run(_ => throw new InvalidOperationException("disk sdb7 is gone")));
        };
    }
}

public sealed record Entry(string Category, LogLevel Level, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Values, IReadOnlyDictionary<string, object?> Scope)
{
    public string Text => $"{Message} {Exception} {string.Join(' ', Values.Select(value => $"{value.Key}={value.Value}"))} {string.Join(' ', Scope.Select(value => $"{value.Key}={value.Value}"))}";
}

/// <summary>All that was logged, with values and scopes.</summary>
public sealed class Logged : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Entry> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<Entry> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Log(Logged all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => all._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>();
            all._scopes.ForEachScope((level, values) => Add(values, level), scope);
            var own = new Dictionary<string, object?>();
            Add(own, state);
            all._entries.Enqueue(new Entry(category, logLevel, formatter(state, exception), exception, own, scope));
        }

        private static void Add(Dictionary<string, object?> values, object? state)
        {
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? (state as IEnumerable<KeyValuePair<string, object>>)?.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value)) ?? [])
            {
                values[name] = value;
            }
        }
    }
}

/// <summary>What one application's counter was raised by, by tags.</summary>
public sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _raised = new();

    public Counted(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Pickup.Orders" && instrument.Name == "pickup.orders.placed" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    public IReadOnlyList<string> Raised => [.. _raised];

    public void Dispose() => _listener.Dispose();

    private void Add(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _raised.Enqueue($"{value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}

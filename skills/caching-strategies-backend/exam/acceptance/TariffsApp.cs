using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tariffs.Prices;

namespace Acceptance;

/// <summary>The application over a source that counts, waits and fails as told.</summary>
public sealed class TariffsApp : WebApplicationFactory<Program>
{
    public Source Source { get; } = new();

    public Clock Clock { get; } = new();

    public HttpClient Client(string tenant = "acme")
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-Tenant", tenant);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
    {
        services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock);
        services.RemoveAll<IPriceSource>().AddScoped<IPriceSource>(_ => new ScopedSource(Source));
    });
}

/// <summary>Stands until it is moved; timers that fall due then are called.</summary>
public sealed class Clock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Due> _timers = [];
    private DateTimeOffset _now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Due(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<Due> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.At <= _now)];
            due.ForEach(timer => timer.At = timer.Period > TimeSpan.Zero ? _now + timer.Period : DateTimeOffset.MaxValue);
        }

        due.ForEach(timer => timer.Call());
    }

    private sealed class Due(Clock clock, Action call) : ITimer
    {
        public Action Call { get; } = call;

        public DateTimeOffset At { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                At = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock._now + dueTime;
                Period = period;
                clock._timers.Remove(this);
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>What the source holds, and how it behaves.</summary>
public sealed class Source
{
    private int _finds;
    private int _lists;

    public ConcurrentDictionary<(string Tenant, string Sku), Price> Rows { get; } = new();

    public int Finds => Volatile.Read(ref _finds);

    public int Lists => Volatile.Read(ref _lists);

    /// <summary>Called after a read has seen its rows, before it answers.</summary>
    public Func<Task> AfterRead { get; set; } = () => Task.CompletedTask;

    public async Task<Price?> FindAsync(string tenant, string sku, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        var found = Rows.GetValueOrDefault((tenant, sku.ToUpperInvariant()));
        await AfterRead().WaitAsync(cancellationToken);
        return found;
    }

    public async Task<IReadOnlyList<Price>> ListAsync(string tenant, string category, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        List<Price> found = [.. Rows.Where(row => row.Key.Tenant == tenant && row.Value.Category == category).Select(row => row.Value).OrderBy(price => price.Sku, StringComparer.Ordinal)];
        await AfterRead().WaitAsync(cancellationToken);
        return found;
    }

    public void Save(string tenant, IReadOnlyList<Price> prices)
    {
        foreach (var price in prices)
        {
            Rows[(tenant, price.Sku.ToUpperInvariant())] = price;
        }
    }

    public bool Delete(string tenant, string sku) => Rows.TryRemove((tenant, sku.ToUpperInvariant()), out _);
}

/// <summary>Belongs to a scope: unusable once that ended, also while a read runs.</summary>
public sealed class ScopedSource(Source source) : IPriceSource, IDisposable
{
    private volatile bool _ended;

    public async Task<Price?> FindAsync(string tenant, string sku, CancellationToken cancellationToken)
    {
        Alive();
        var found = await source.FindAsync(tenant, sku, cancellationToken);
        Alive();
        return found;
    }

    public async Task<IReadOnlyList<Price>> ListAsync(string tenant, string category, CancellationToken cancellationToken)
    {
        Alive();
        var found = await source.ListAsync(tenant, category, cancellationToken);
        Alive();
        return found;
    }

    public Task SaveAsync(string tenant, IReadOnlyList<Price> prices, CancellationToken cancellationToken)
    {
        Alive();
        source.Save(tenant, prices);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string tenant, string sku, CancellationToken cancellationToken)
    {
        Alive();
        return Task.FromResult(source.Delete(tenant, sku));
    }

    public void Dispose() => _ended = true;

    private void Alive() => ObjectDisposedException.ThrowIf(_ended, this);
}

/// <summary>Holds reads until the test lets them go.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _open.Task;
    }

    public void Open() => _open.TrySetResult();
}

internal static class Requests
{
    public static async Task<decimal> AmountAsync(this HttpClient client, string sku) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/prices/{sku}")).GetProperty("amount").GetDecimal();

    public static async Task<IReadOnlyList<string>> ListAsync(this HttpClient client, string category) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/prices?category={category}")).GetProperty("data").EnumerateArray()
            .Select(price => $"{price.GetProperty("sku").GetString()}={price.GetProperty("amount").GetDecimal():0}")];

    public static async Task PutAsync(this HttpClient client, string sku, string category, decimal amount) =>
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await client.PutAsJsonAsync($"/api/v1/prices/{sku}", new { category, amount })).StatusCode);
}

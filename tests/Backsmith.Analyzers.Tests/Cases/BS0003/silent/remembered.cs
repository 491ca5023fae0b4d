// The answer is remembered: a cache, a dictionary that fills on the way, a field that is read once.
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

public sealed class Tariffs(TariffContext context, IMemoryCache cache)
{
    private readonly ConcurrentDictionary<int, Tariff?> _known = new();
    private List<Tariff>? _all;

    public async Task<decimal> CachedAsync(List<Stay> stays)
    {
        var sum = 0m;
        foreach (var stay in stays)
        {
            var tariff = await cache.GetOrCreateAsync(stay.TariffId, _ => context.Tariffs.FirstAsync(t => t.Id == stay.TariffId));
            sum += tariff!.Price;
        }

        return sum;
    }

    public async Task<decimal> BehindAsync(List<Stay> stays)
    {
        var sum = 0m;
        foreach (var stay in stays)
        {
            sum += (await ByIdAsync(stay.TariffId))?.Price ?? 0;
            sum += (await FromAllAsync(stay.TariffId)).Price;
            sum += _known.GetOrAdd(stay.TariffId, id => context.Tariffs.Find(id))?.Price ?? 0;
        }

        return sum;
    }

    public async Task<decimal> FilledOnTheWayAsync(List<Stay> stays)
    {
        var prices = new Dictionary<int, decimal>();
        foreach (var stay in stays)
        {
            if (!prices.ContainsKey(stay.TariffId))
            {
                prices[stay.TariffId] = await context.Tariffs.Where(t => t.Id == stay.TariffId).Select(t => t.Price).FirstAsync();
            }

            if (prices.TryGetValue(-stay.TariffId, out var known))
            {
                prices[0] = known;
                continue;
            }

            prices[-stay.TariffId] = await context.Tariffs.Where(t => t.Id == stay.TariffId).SumAsync(t => t.Price);
        }

        return prices.Values.Sum();
    }

    private async Task<Tariff?> ByIdAsync(int id)
    {
        if (cache.TryGetValue(id, out Tariff? tariff))
        {
            return tariff;
        }

        tariff = await context.Tariffs.FirstOrDefaultAsync(t => t.Id == id);
        cache.Set(id, tariff, TimeSpan.FromMinutes(5));
        return tariff;
    }

    private async Task<Tariff> FromAllAsync(int id)
    {
        _all ??= await context.Tariffs.ToListAsync();
        return _all.First(t => t.Id == id);
    }
}

public sealed record Stay(int TariffId);

public sealed class Tariff
{
    public int Id { get; set; }
    public decimal Price { get; set; }
}

public sealed class TariffContext(DbContextOptions<TariffContext> options) : DbContext(options)
{
    public DbSet<Tariff> Tariffs => Set<Tariff>();
}

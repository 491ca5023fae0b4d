using System.Collections.Concurrent;

namespace Tariffs.Prices;

/// <summary>The rows of all tenants.</summary>
public sealed class PriceTable
{
    public ConcurrentDictionary<(string Tenant, string Sku), Price> Rows { get; } = new();
}

public sealed class PriceSource(PriceTable table) : IPriceSource
{
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(40);

    public async Task<Price?> FindAsync(string tenant, string sku, CancellationToken cancellationToken)
    {
        await Task.Delay(Distance, cancellationToken);
        return table.Rows.GetValueOrDefault((tenant, sku.ToUpperInvariant()));
    }

    public async Task<IReadOnlyList<Price>> ListAsync(string tenant, string category, CancellationToken cancellationToken)
    {
        await Task.Delay(Distance, cancellationToken);
        return [.. table.Rows.Where(row => row.Key.Tenant == tenant && row.Value.Category == category).Select(row => row.Value).OrderBy(price => price.Sku, StringComparer.Ordinal).Take(200)];
    }

    public async Task SaveAsync(string tenant, IReadOnlyList<Price> prices, CancellationToken cancellationToken)
    {
        await Task.Delay(Distance, cancellationToken);
        foreach (var price in prices)
        {
            table.Rows[(tenant, price.Sku.ToUpperInvariant())] = price;
        }
    }

    public async Task<bool> DeleteAsync(string tenant, string sku, CancellationToken cancellationToken)
    {
        await Task.Delay(Distance, cancellationToken);
        return table.Rows.TryRemove((tenant, sku.ToUpperInvariant()), out _);
    }
}

namespace Tariffs.Prices;

/// <summary>Prices as the endpoints see them.</summary>
public sealed class PriceBook(IPriceSource source)
{
    public Task<Price?> FindAsync(string tenant, string sku, CancellationToken cancellationToken) => source.FindAsync(tenant, sku, cancellationToken);

    public Task<IReadOnlyList<Price>> ListAsync(string tenant, string category, CancellationToken cancellationToken) => source.ListAsync(tenant, category, cancellationToken);

    public Task SaveAsync(string tenant, IReadOnlyList<Price> prices, CancellationToken cancellationToken) => source.SaveAsync(tenant, prices, cancellationToken);

    public Task<bool> DeleteAsync(string tenant, string sku, CancellationToken cancellationToken) => source.DeleteAsync(tenant, sku, cancellationToken);
}

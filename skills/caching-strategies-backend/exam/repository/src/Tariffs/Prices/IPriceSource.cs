namespace Tariffs.Prices;

public sealed record Price(string Sku, string Category, decimal Amount, string Currency);

/// <summary>The source of all prices. Belongs to one scope and must not be used after it ended.</summary>
public interface IPriceSource
{
    /// <exception cref="SourceUnavailableException">It cannot be reached.</exception>
    Task<Price?> FindAsync(string tenant, string sku, CancellationToken cancellationToken);

    /// <summary>By SKU, at most 200.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be reached.</exception>
    Task<IReadOnlyList<Price>> ListAsync(string tenant, string category, CancellationToken cancellationToken);

    /// <summary>All or none of them.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be reached.</exception>
    Task SaveAsync(string tenant, IReadOnlyList<Price> prices, CancellationToken cancellationToken);

    /// <returns>Whether there was one.</returns>
    /// <exception cref="SourceUnavailableException">It cannot be reached.</exception>
    Task<bool> DeleteAsync(string tenant, string sku, CancellationToken cancellationToken);
}

public sealed class SourceUnavailableException(string message) : Exception(message);

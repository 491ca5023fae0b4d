namespace Depot.Storage;

/// <summary>A session with the database: for one request, one operation at a time.</summary>
public sealed class DepotSession(DepotData data, SessionLog log)
{
    public const int MostKeys = 200;

    private int _busy;

    public Task<int> CountShipmentsAsync(string? status, CancellationToken cancellationToken) =>
        AskAsync(() => data.Shipments.Count(row => status is null || row.Status == status), cancellationToken);

    /// <summary>Newest first; of the same time the higher id first.</summary>
    public Task<IReadOnlyList<ShipmentRow>> ShipmentsAsync(string? status, int skip, int take, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<ShipmentRow>>(
            () => [.. data.Shipments.Where(row => status is null || row.Status == status).OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Skip(skip).Take(take)],
            cancellationToken);

    public Task<ShipmentRow?> FindShipmentAsync(int id, CancellationToken cancellationToken) =>
        AskAsync(() => data.Shipments.FirstOrDefault(row => row.Id == id), cancellationToken);

    public Task<CustomerRow?> FindCustomerAsync(int id, CancellationToken cancellationToken) =>
        AskAsync(() => data.Customers.FirstOrDefault(row => row.Id == id), cancellationToken);

    public Task<IReadOnlyList<CustomerRow>> CustomersAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        ByKeysAsync(ids, data.Customers, row => row.Id, cancellationToken);

    /// <summary>By position.</summary>
    public Task<IReadOnlyList<LineRow>> LinesAsync(int shipment, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<LineRow>>(() => [.. data.Lines.Where(row => row.ShipmentId == shipment).OrderBy(row => row.Position)], cancellationToken);

    public Task<IReadOnlyList<LineRow>> LinesOfAsync(IReadOnlyCollection<int> shipments, CancellationToken cancellationToken) =>
        ByKeysAsync(shipments, data.Lines, row => row.ShipmentId, cancellationToken);

    /// <summary>The column's collation makes no difference between upper and lower case.</summary>
    public Task<ProductRow?> FindProductAsync(string sku, CancellationToken cancellationToken) =>
        AskAsync(() => data.Products.FirstOrDefault(row => string.Equals(row.Sku, sku, StringComparison.OrdinalIgnoreCase)), cancellationToken);

    public Task<IReadOnlyList<ProductRow>> ProductsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) =>
        ByKeysAsync(skus, data.Products, row => row.Sku, cancellationToken, StringComparer.OrdinalIgnoreCase);

    public Task<EventRow?> LatestEventAsync(int shipment, CancellationToken cancellationToken) =>
        AskAsync(() => data.Events.Where(row => row.ShipmentId == shipment).MaxBy(row => row.At), cancellationToken);

    /// <summary>The latest event of each shipment that has one.</summary>
    public Task<IReadOnlyList<EventRow>> LatestEventsAsync(IReadOnlyCollection<int> shipments, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<EventRow>>(
            () => [.. Keys(shipments).SelectMany(id => data.Events.Where(row => row.ShipmentId == id).OrderByDescending(row => row.At).Take(1)).Reverse()],
            cancellationToken);

    public Task AddEventAsync(EventRow row, CancellationToken cancellationToken) =>
        AskAsync(() =>
        {
            data.Events.Enqueue(row);
            return true;
        }, cancellationToken);

    private Task<IReadOnlyList<TRow>> ByKeysAsync<TRow, TKey>(IReadOnlyCollection<TKey> keys, IEnumerable<TRow> rows, Func<TRow, TKey> key, CancellationToken cancellationToken, IEqualityComparer<TKey>? comparer = null) =>
        AskAsync<IReadOnlyList<TRow>>(
            () =>
            {
                var wanted = Keys(keys).ToHashSet(comparer);
                return [.. rows.Where(row => wanted.Contains(key(row))).Reverse()];
            },
            cancellationToken);

    private static IReadOnlyCollection<TKey> Keys<TKey>(IReadOnlyCollection<TKey> keys) =>
        keys.Count <= MostKeys ? keys : throw new ArgumentException($"{keys.Count} keys; a query takes {MostKeys} at most.", nameof(keys));

    private async Task<T> AskAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            throw new InvalidOperationException("A second operation was started on this session before the first one ended.");
        }

        try
        {
            log.Add();
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            return read();
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}

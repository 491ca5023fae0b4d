using Depot.Storage;

namespace Depot.Shipments;

public sealed record CustomerView(int Id, string Name);

public sealed record LineView(string Sku, string Title, int Quantity, int WeightGrams);

public sealed record EventView(DateTimeOffset At, string What);

public sealed record ShipmentView(int Id, string Reference, string Carrier, string Status, CustomerView? Customer, IReadOnlyList<LineView> Lines, int WeightGrams, EventView? LastEvent);

public sealed record ShipmentPage(IReadOnlyList<ShipmentView> Data, int Page, int PerPage, int Total);

/// <summary>Shipments as the gate wants to see them.</summary>
public sealed class ShipmentReader(DepotSession session)
{
    public async Task<ShipmentPage> PageAsync(string? status, int page, int perPage, CancellationToken cancellationToken)
    {
        var total = await session.CountShipmentsAsync(status, cancellationToken);
        var rows = await session.ShipmentsAsync(status, (page - 1) * perPage, perPage, cancellationToken);
        var views = new List<ShipmentView>();
        foreach (var row in rows)
        {
            views.Add(await ViewAsync(row, cancellationToken));
        }

        return new ShipmentPage(views, page, perPage, total);
    }

    public async Task<ShipmentView?> FindAsync(int id, CancellationToken cancellationToken)
    {
        var row = await session.FindShipmentAsync(id, cancellationToken);
        return row is null ? null : await ViewAsync(row, cancellationToken);
    }

    private async Task<ShipmentView> ViewAsync(ShipmentRow row, CancellationToken cancellationToken)
    {
        var customer = await session.FindCustomerAsync(row.CustomerId, cancellationToken);
        var lines = new List<LineView>();
        foreach (var line in await session.LinesAsync(row.Id, cancellationToken))
        {
            var product = await session.FindProductAsync(line.Sku, cancellationToken);
            lines.Add(new LineView(line.Sku, product?.Title ?? "(no longer sold)", line.Quantity, line.Quantity * (product?.WeightGrams ?? 0)));
        }

        var last = await session.LatestEventAsync(row.Id, cancellationToken);
        return new ShipmentView(
            row.Id,
            row.Reference,
            row.Carrier,
            row.Status,
            customer is null ? null : new CustomerView(customer.Id, customer.Name),
            lines,
            lines.Sum(line => line.WeightGrams),
            last is null ? null : new EventView(last.At, last.What));
    }
}

using System.Collections.Concurrent;

namespace Depot.Storage;

/// <summary>The tables.</summary>
public sealed class DepotData
{
    public List<ShipmentRow> Shipments { get; } = [];

    public List<CustomerRow> Customers { get; } = [];

    public List<LineRow> Lines { get; } = [];

    public List<ProductRow> Products { get; } = [];

    public ConcurrentQueue<EventRow> Events { get; } = new();

    /// <summary>The same rows each time: some customers are gone, some products too, and labels are typed in either case.</summary>
    public static DepotData Sample(int shipments)
    {
        var data = new DepotData();
        var start = new DateTimeOffset(2025, 1, 6, 6, 0, 0, TimeSpan.Zero);
        string[] carriers = ["north", "coast", "hill"];
        string[] states = ["packed", "waiting", "left", "returned"];
        data.Customers.AddRange(Enumerable.Range(1, 90).Where(id => id % 13 != 0).Select(id => new CustomerRow(id, $"Customer {id:00}")));
        data.Products.AddRange(Enumerable.Range(1, 420).Where(number => number % 17 != 0).Select(number => new ProductRow($"SKU-{number:000}A", $"Article {number}", 50 + (number * 7 % 900))));
        for (var id = 1; id <= shipments; id++)
        {
            data.Shipments.Add(new ShipmentRow(id, $"D-{id:00000}", 1 + (id * 29 % 90), carriers[id % 3], states[id * 7 % 4], start.AddMinutes(id / 3 * 10)));
            for (var position = 1; position <= id % 6; position++)
            {
                var sku = $"SKU-{1 + (((id * 31) + (position * 57)) % 420):000}A";
                data.Lines.Add(new LineRow(id, position, position % 2 == 0 ? sku.ToLowerInvariant() : sku, 1 + ((id + position) % 4)));
            }

            if (id % 10 == 5)
            {
                data.Lines.Add(new LineRow(id, 6, data.Lines[^1].Sku, 2));
            }

            for (var number = 0; number < id % 4; number++)
            {
                data.Events.Enqueue(new EventRow(id, start.AddHours(id + number), number == 0 ? "scanned" : $"moved to bay {number}"));
            }
        }

        return data;
    }
}

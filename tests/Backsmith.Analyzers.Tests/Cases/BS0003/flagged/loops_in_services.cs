// A query in a foreach, in a counted for, in a nested loop over a query that has not run, in a stream, and an explicit load.
using Microsoft.EntityFrameworkCore;

public sealed class ShipmentOverview(DockContext context)
{
    public async Task<List<string>> LabelsAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var labels = new List<string>();
        var shipments = await context.Shipments.Where(s => ids.Contains(s.Id)).ToListAsync(cancellationToken);
        foreach (var shipment in shipments)
        {
            var carrier = await context.Carriers.FirstOrDefaultAsync(c => c.Id == shipment.CarrierId, cancellationToken); //! BS0003: A query on Carrier runs once for each 'shipment' of 'shipments'
            labels.Add(carrier?.Name ?? "");
        }

        return labels;
    }

    public int Weight(List<Shipment> shipments)
    {
        var weight = 0;
        for (var i = 0; i < shipments.Count; i++)
        {
            var id = shipments[i].Id;
            weight += context.Crates.Where(c => c.ShipmentId == id).Sum(c => c.Grams); //! BS0003: for each 'i' of 'shipments'
        }

        return weight;
    }

    public IEnumerable<int> Crates(DateTime day)
    {
        foreach (var shipment in context.Shipments.Where(s => s.Day == day).ToList())
        {
            foreach (var crate in context.Crates.Where(c => c.ShipmentId == shipment.Id)) //! BS0003: A query on Crate
            {
                yield return crate.Grams;
            }
        }
    }

    public async Task<int> StreamAsync()
    {
        var count = 0;
        await foreach (var shipment in context.Shipments.AsAsyncEnumerable())
        {
            if (await context.Crates.AnyAsync(c => c.ShipmentId == shipment.Id)) //! BS0003
            {
                count++;
            }
        }

        return count;
    }

    public async Task LoadAsync(List<Shipment> shipments)
    {
        foreach (var shipment in shipments)
        {
            await context.Entry(shipment).Collection(s => s.Crates).LoadAsync(); //! BS0003
        }
    }

    public async Task<decimal> OfYearsAsync(List<Carrier> carriers)
    {
        var sum = 0m;
        foreach (var carrier in carriers)
        {
            foreach (var year in new[] { 2024, 2025 })
            {
                sum += await context.Shipments.CountAsync(s => s.CarrierId == carrier.Id && s.Day.Year == year); //! BS0003
            }
        }

        return sum;
    }
}

public sealed class Carrier
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Shipment
{
    public int Id { get; set; }
    public int CarrierId { get; set; }
    public DateTime Day { get; set; }
    public List<Crate> Crates { get; set; } = [];
}

public sealed class Crate
{
    public int Id { get; set; }
    public int ShipmentId { get; set; }
    public int Grams { get; set; }
}

public sealed class DockContext(DbContextOptions<DockContext> options) : DbContext(options)
{
    public DbSet<Carrier> Carriers => Set<Carrier>();
    public DbSet<Shipment> Shipments => Set<Shipment>();
    public DbSet<Crate> Crates => Set<Crate>();
}

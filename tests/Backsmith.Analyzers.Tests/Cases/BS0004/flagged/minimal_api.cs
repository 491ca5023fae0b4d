// Minimal API: a set is returned from the query itself, as a projection, through a local, and as the query that has not run.
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();

app.MapGet("/parcels", async (DepotContext db) => await db.Parcels.ToListAsync()); //! BS0004: 'GET /parcels' returns every stored Parcel
app.MapGet("/parcels/heavy", async (DepotContext db, CancellationToken cancellationToken) =>
    await db.Parcels.AsNoTracking() //! BS0004: every stored Parcel that matches
        .Where(p => p.Grams > 5000)
        .OrderBy(p => p.Id)
        .Select(p => new ParcelRow(p.Id, p.Address))
        .ToListAsync(cancellationToken));
app.MapGet("/parcels/addresses", async (DepotContext db, string? town) =>
{
    var parcels = db.Parcels.AsQueryable();
    if (town is not null)
    {
        parcels = parcels.Where(p => p.Address.Contains(town));
    }

    var found = await parcels.ToListAsync(); //! BS0004
    return Results.Ok(found.Select(p => new ParcelRow(p.Id, p.Address)));
});
app.MapGet("/parcels/raw", (DepotContext db) => db.Parcels); //! BS0004
app.MapGet("/parcels/counted", async (DepotContext db) =>
{
    var rows = await db.Parcels.ToListAsync(); //! BS0004
    return TypedResults.Ok(new { total = rows.Count, rows });
});
app.Run();

public sealed record ParcelRow(int Id, string Address);

public sealed class Parcel
{
    public int Id { get; set; }
    public string Address { get; set; } = "";
    public int Grams { get; set; }
}

public sealed class DepotContext(DbContextOptions<DepotContext> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();
}

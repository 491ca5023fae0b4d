// Everything is read before the loop: a dictionary, a look-up, Include, a projection that the database runs, rows that are tracked.
using Microsoft.EntityFrameworkCore;

public sealed class Tours(TourContext context)
{
    public async Task<List<string>> ByDictionaryAsync(CancellationToken cancellationToken)
    {
        var tours = await context.Tours.ToListAsync(cancellationToken);
        var ids = tours.Select(t => t.GuideId).Distinct().ToList();
        var guides = await context.Guides.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, cancellationToken);
        var names = new List<string>();
        foreach (var tour in tours)
        {
            names.Add(guides[tour.GuideId].Name);
        }

        return names;
    }

    public async Task<List<string>> InMemoryAsync()
    {
        var guides = await context.Guides.ToListAsync();
        var tours = await context.Tours.ToListAsync();
        return tours.Select(t => guides.First(g => g.Id == t.GuideId).Name).ToList();
    }

    public async Task<int> IncludedAsync()
    {
        var seats = 0;
        foreach (var tour in await context.Tours.Include(t => t.Stops).ToListAsync())
        {
            seats += tour.Stops.Count(s => s.Minutes > 10);
        }

        return seats;
    }

    public Task<List<TourRow>> ProjectedAsync() =>
        context.Tours.Select(t => new TourRow(t.Id, context.Stops.Count(s => s.TourId == t.Id), t.Stops.Select(s => context.Guides.First(g => g.Id == s.Minutes).Name).ToList())).ToListAsync();

    public Task<List<int>> ExpressionAsync() =>
        (from tour in context.Tours select context.Stops.Count(s => s.TourId == tour.Id)).ToListAsync();

    public async Task<List<string?>> TrackedAsync(List<int> ids)
    {
        await context.Guides.Where(g => ids.Contains(g.Id)).LoadAsync();
        var names = new List<string?>();
        foreach (var id in ids)
        {
            names.Add((await context.Guides.FindAsync(id))?.Name);
            names.Add(context.Guides.Local.First(g => g.Id == id).Name);
        }

        return names;
    }

    public async Task<int> NothingOfTheElementAsync(List<Tour> tours)
    {
        var guides = context.Guides.AsNoTracking();
        foreach (var tour in tours)
        {
            tour.GuideId = Other(tour.GuideId);
        }

        return await guides.CountAsync();
    }

    private static int Other(int guide) => guide + 1;
}

public sealed record TourRow(int Id, int Stops, List<string> Guides);

public sealed class Guide
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Stop
{
    public int Id { get; set; }
    public int TourId { get; set; }
    public int Minutes { get; set; }
}

public sealed class Tour
{
    public int Id { get; set; }
    public int GuideId { get; set; }
    public List<Stop> Stops { get; set; } = [];
}

public sealed class TourContext(DbContextOptions<TourContext> options) : DbContext(options)
{
    public DbSet<Tour> Tours => Set<Tour>();
    public DbSet<Guide> Guides => Set<Guide>();
    public DbSet<Stop> Stops => Set<Stop>();
}

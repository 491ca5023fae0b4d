// Navigations without lazy loading are in memory, virtual or not; so are the children of what a request carries.
using Microsoft.EntityFrameworkCore;

public sealed class Herds(FarmContext context)
{
    public async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        foreach (var cow in await context.Cows.Include(c => c.Owner).ToListAsync())
        {
            names.Add(cow.Owner.Name);
        }

        return names;
    }

    public int Legs(HerdRequest request) => request.Cows.Sum(c => c.Calves.Count(x => x > 0)) * 4;
}

public sealed record HerdRequest(List<CowRequest> Cows);

public sealed record CowRequest(List<int> Calves);

public class Farmer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Cow
{
    public int Id { get; set; }
    public virtual Farmer Owner { get; set; } = null!;
}

public class FarmContext(DbContextOptions<FarmContext> options) : DbContext(options)
{
    public DbSet<Cow> Cows => Set<Cow>();
}

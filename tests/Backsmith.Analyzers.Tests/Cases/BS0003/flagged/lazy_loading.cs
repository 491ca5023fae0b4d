// Lazy loading is on: touching a virtual navigation that the query did not include is a query.
using Microsoft.EntityFrameworkCore;

public static class Setup
{
    public static void Configure(DbContextOptionsBuilder builder) => builder.UseLazyLoadingProxies();

    // Stands for the package of the proxies.
    private static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder builder) => builder;
}

public sealed class Herds(FarmContext context)
{
    public async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        var cows = await context.Cows.Include(c => c.Barn).ToListAsync();
        foreach (var cow in cows)
        {
            names.Add($"{cow.Name} {cow.Barn.Name} {cow.Owner.Name} {cow.Id}"); //! BS0003: The lazy load of 'Owner' runs once for each 'cow' of 'cows'
        }

        return names;
    }

    public async Task<int> CalvesAsync() => (await context.Cows.ToListAsync()).Sum(c => c.Calves.Count(x => x.Id > 3)); //! BS0003: The lazy load of 'Calves'

    public Task<List<string>> InTheQueryAsync() => context.Cows.Select(c => c.Owner.Name).ToListAsync();
}

public class Barn
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Farmer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Calf
{
    public int Id { get; set; }
}

public class Cow
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public virtual Barn Barn { get; set; } = null!;
    public virtual Farmer Owner { get; set; } = null!;
    public virtual ICollection<Calf> Calves { get; set; } = [];
}

public class FarmContext(DbContextOptions<FarmContext> options) : DbContext(options)
{
    public DbSet<Cow> Cows => Set<Cow>();
}

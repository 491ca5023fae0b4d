// Packages could not be had: the shape of the calls still says it.
//? without Microsoft.EntityFrameworkCore
//? broken
using Microsoft.EntityFrameworkCore;

public class MenuService
{
    private readonly KitchenDbContext _context;

    public MenuService(KitchenDbContext context)
    {
        _context = context;
    }

    public async Task<List<string>> Names(List<int> dishes)
    {
        var names = new List<string>();
        foreach (var dish in dishes)
        {
            var found = await _context.Dishes.FirstOrDefaultAsync(d => d.Id == dish); //! BS0003: A query on Dish
            names.Add(found.Name);
        }

        return names;
    }
}

public class Dish
{
    public int Id { get; set; }
    public string Name { get; set; }
}

public class KitchenDbContext : DbContext
{
    public DbSet<Dish> Dishes { get; set; }
}

// A tool for the command line has one caller.
using Microsoft.EntityFrameworkCore;

var store = new Store(new DbContextOptionsBuilder<Store>().Options);
await new Import(store).RunAsync(args[0]);

public sealed class Item
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
}

public sealed class Import(Store store)
{
    public async Task RunAsync(string name)
    {
        if (!await store.Items.AnyAsync(i => i.Name == name))
            store.Items.Add(new Item { Name = name });
        await store.SaveChangesAsync();
    }
}

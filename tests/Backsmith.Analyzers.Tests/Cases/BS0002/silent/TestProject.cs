// Tests have the store for themselves.
//? assembly Shop.Tests
using Microsoft.EntityFrameworkCore;

public sealed class Item
{
    public int Id { get; set; }
    public int Stock { get; set; }
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
}

public sealed class StoreTests
{
    public async Task Sells(Store store)
    {
        var item = await store.Items.FirstAsync(i => i.Id == 1);
        item.Stock -= 1;
        await store.SaveChangesAsync();
    }
}

// The store computes: conditional updates and updates that are relative, or that ask for the value read.
using Dapper;
using Microsoft.Data.Sqlite;
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

public sealed class Sales(Store store, SqliteConnection connection)
{
    public async Task<bool> SellAsync(int id, int count)
    {
        var item = await store.Items.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id);
        if (item is null || item.Stock < count)
            return false;
        var changed = await store.Items.Where(i => i.Id == id && i.Stock >= count).ExecuteUpdateAsync(s => s.SetProperty(i => i.Stock, i => i.Stock - count));
        return changed == 1;
    }

    public async Task<int> RelativeAsync(int id, int count)
    {
        var stock = await connection.QuerySingleAsync<int>("SELECT stock FROM items WHERE id = @id", new { id });
        return stock < count ? 0 : await connection.ExecuteAsync("UPDATE items SET stock = stock - @count WHERE id = @id AND stock >= @count", new { id, count });
    }

    public async Task<int> ComparedAsync(int id, int count)
    {
        var stock = await connection.QuerySingleAsync<int>("SELECT stock FROM items WHERE id = @id", new { id });
        return await connection.ExecuteAsync("UPDATE items SET stock = @left WHERE id = @id AND stock = @stock", new { id, left = stock - count, stock });
    }

    public async Task<int> VersionedAsync(int id, int count)
    {
        var (stock, version) = await connection.QuerySingleAsync<(int, int)>("SELECT stock, version FROM items WHERE id = @id", new { id });
        return await connection.ExecuteAsync("UPDATE items SET stock = @left, version = version + 1 WHERE id = @id AND version = @version", new { id, left = stock - count, version });
    }

    public async Task RenumberAsync(int id, int stock)
    {
        var known = await connection.QuerySingleAsync<int>("SELECT stock FROM items WHERE id = @id", new { id });
        if (known != stock)
            await connection.ExecuteAsync("UPDATE items SET stock = @stock WHERE id = @id", new { id, stock });
    }
}

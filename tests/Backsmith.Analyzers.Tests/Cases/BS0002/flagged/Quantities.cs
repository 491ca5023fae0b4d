// A stored quantity or balance is loaded, changed in memory and saved.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Item
{
    public int Id { get; set; }
    public int Stock { get; set; }
    public int Views { get; set; }
}

public sealed class Account
{
    public int Id { get; set; }
    public decimal Balance { get; private set; }

    public void Withdraw(decimal amount)
    {
        if (Balance < amount)
            throw new InvalidOperationException("not enough");
        Balance -= amount;
    }
}

public sealed class Voucher
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
    public int UsesLeft { get; set; }
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Voucher> Vouchers => Set<Voucher>();
}

public sealed record Line(int ItemId, int Count);

[ApiController]
public sealed class OrdersController(Store store) : ControllerBase
{
    [HttpPost("buy/{id}")]
    public async Task<IActionResult> Buy(int id, int count)
    {
        var item = await store.Items.FindAsync(id);
        if (item is null || item.Stock < count)
            return Conflict();
        item.Stock -= count; //! BS0002: Item.Stock
        await store.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("order")]
    public async Task<IActionResult> Order(List<Line> lines)
    {
        var ids = lines.Select(l => l.ItemId).ToList();
        var items = await store.Items.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id);
        foreach (var line in lines)
        {
            if (!items.TryGetValue(line.ItemId, out var item))
                return NotFound();
            item.Stock = item.Stock - line.Count; //! BS0002
        }

        await store.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("withdraw/{id}")]
    public async Task<IActionResult> Withdraw(int id, decimal amount)
    {
        var account = await store.Accounts.FirstOrDefaultAsync(a => a.Id == id);
        if (account == null)
            return NotFound();
        await using var transaction = await store.Database.BeginTransactionAsync();
        account.Withdraw(amount); //! BS0002: Account.Balance
        await store.SaveChangesAsync();
        await transaction.CommitAsync();
        return Ok();
    }

    [HttpPost("redeem/{code}")]
    public IActionResult Redeem(string code)
    {
        var voucher = store.Vouchers.Single(v => v.Code == code);
        var left = voucher.UsesLeft - 1;
        voucher.UsesLeft = left; //! BS0002
        try
        {
            store.SaveChanges();
        }
        catch (DbUpdateException)
        {
            return Conflict();
        }

        return Ok();
    }

    [HttpGet("view/{id}")]
    public async Task<IActionResult> View(int id)
    {
        var item = await store.Items.FirstAsync(i => i.Id == id);
        item.Views++; //! BS0002
        await store.SaveChangesAsync();
        return Ok(item);
    }

    [HttpPost("take/{id}")]
    public async Task<IActionResult> Take(int id, int count)
    {
        var item = await store.Items.FirstAsync(i => i.Id == id);
        Reduce(item, count); //! BS0002
        await store.SaveChangesAsync();
        return Ok(item);
    }

    [HttpPost("set/{id}")]
    public async Task<IActionResult> Set(int id, int count)
    {
        var item = await store.Items.AsNoTracking().FirstAsync(i => i.Id == id);
        var left = item.Stock - count;
        await store.Items.Where(i => i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Stock, left)); //! BS0002: Item.Stock
        return Ok(item);
    }

    [HttpPost("statement/{id}")]
    public async Task<IActionResult> Statement(int id, int count)
    {
        var item = await store.Items.FirstAsync(i => i.Id == id);
        await store.Database.ExecuteSqlAsync($"UPDATE Items SET Stock = {item.Stock - count} WHERE Id = {id}"); //! BS0002: Stock
        return Ok(item);
    }

    [HttpPost("helper/{id}")]
    public async Task<IActionResult> Helper(int id)
    {
        var item = await store.Items.FirstAsync(i => i.Id == id);
        await TakeOneAsync(item); //! BS0002: Item.Stock
        return Ok(item);
    }

    private async Task TakeOneAsync(Item item)
    {
        item.Stock--;
        await store.SaveChangesAsync();
    }

    private static void Reduce(Item item, int count) => item.Stock = Math.Max(0, item.Stock - count);
}

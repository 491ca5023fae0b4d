// Edits of a loaded record, states set to a constant, and checks that something else exists.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public enum Status
{
    Open,
    Paid,
}

public sealed class Order
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
    public int? ParentId { get; set; }
    public string Code { get; set; } = "";
    public Status Status { get; set; }
    public int Position { get; set; }
    public decimal Total { get; set; }
    public decimal Net { get; set; }
    public List<Item> Items { get; set; } = [];
}

public sealed class Item
{
    public int Id { get; set; }
    public decimal Price { get; set; }
}

public sealed class Customer
{
    public int Id { get; set; }
}

public sealed record Edit(decimal Total, int CustomerId, int? ParentId);

public sealed class OrderSummary
{
    public int Id { get; set; }
    public decimal Total { get; set; }
}

public sealed class Orders(DbContextOptions<Orders> options) : DbContext(options)
{
    public DbSet<Order> Orders_ => Set<Order>();
    public DbSet<Customer> Customers => Set<Customer>();
}

[ApiController]
public sealed class OrdersController(Orders orders) : ControllerBase
{
    [HttpPut("{id}")]
    public async Task<IActionResult> Put(int id, Edit edit)
    {
        var order = await orders.Orders_.FindAsync(id);
        if (order is null)
            return NotFound();
        order.Total = edit.Total;
        order.Net = edit.Total - edit.Total / 5 + 1;
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("pay/{id}")]
    public async Task<IActionResult> Pay(int id)
    {
        var order = await orders.Orders_.FirstOrDefaultAsync(o => o.Id == id);
        if (order == null || order.Status == Status.Paid)
            return NotFound();
        order.Status = Status.Paid;
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpPost]
    public async Task<IActionResult> Post(Edit edit)
    {
        if (!await orders.Customers.AnyAsync(c => c.Id == edit.CustomerId))
            return NotFound();
        if (edit.ParentId is { } parent && await orders.Orders_.FindAsync(parent) is null)
            return NotFound();
        orders.Orders_.Add(new Order { CustomerId = edit.CustomerId, ParentId = edit.ParentId });
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("with-code")]
    public async Task<IActionResult> PostWithCode(Edit edit)
    {
        var code = Guid.NewGuid().ToString("N");
        while (await orders.Orders_.AnyAsync(o => o.Code == code))
            code = Guid.NewGuid().ToString("N");
        var order = new Order { CustomerId = edit.CustomerId, Code = code };
        order.Total += edit.Total;
        orders.Orders_.Add(order);
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("sum/{id}")]
    public async Task<IActionResult> Sum(int id)
    {
        var order = await orders.Orders_.Include(o => o.Items).FirstAsync(o => o.Id == id);
        order.Total = 0;
        foreach (var item in order.Items)
            order.Total += item.Price;
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("code/{id}")]
    public async Task<IActionResult> Recode(int id, string code)
    {
        var order = await orders.Orders_.FirstAsync(o => o.Id == id);
        if (await orders.Orders_.AnyAsync(o => o.Code == code && o.Id != id))
            return Conflict();
        order.Code = code;
        try
        {
            await orders.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            return Conflict();
        }

        return Ok();
    }

    [HttpPost("paid/{id}")]
    public async Task<IActionResult> Paid(int id, decimal part)
    {
        var order = await orders.Orders_.AsNoTracking().FirstAsync(o => o.Id == id);
        var changed = await orders.Orders_.Where(o => o.Id == id && o.Net == order.Net).ExecuteUpdateAsync(s => s.SetProperty(o => o.Net, order.Net - part));
        return changed == 1 ? Ok() : Conflict();
    }

    [HttpPost("move/{id}")]
    public async Task<IActionResult> Move(int id)
    {
        var later = await orders.Orders_.Where(o => o.Position > id).ToListAsync();
        foreach (var order in later)
            order.Position--;
        await orders.SaveChangesAsync();
        return Ok();
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Get(int id)
    {
        var order = await orders.Orders_.AsNoTracking().Include(o => o.Items).FirstAsync(o => o.Id == id);
        foreach (var item in order.Items)
            order.Total += item.Price;
        var summary = await orders.Orders_.Select(o => new OrderSummary { Id = o.Id, Total = o.Total }).FirstAsync(s => s.Id == id);
        summary.Total += 5;
        orders.Customers.Add(new Customer());
        await orders.SaveChangesAsync();
        return Ok(order);
    }
}

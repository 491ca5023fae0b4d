// A controller whose list is the caller's own, while one record is taken by its id alone.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Order
{
    public int Id { get; set; }
    public string BuyerId { get; set; } = "";
    public decimal Total { get; set; }
    public string Note { get; set; } = "";
}

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}

public record OrderNote(string Note);

[ApiController]
[Authorize]
[Route("orders")]
public class OrdersController(ShopContext db) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Mine()
    {
        var me = User.FindFirstValue(ClaimTypes.NameIdentifier);
        return Ok(await db.Orders.Where(o => o.BuyerId == me).OrderBy(o => o.Id).Take(50).ToListAsync());
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Get(int id)
    {
        var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); //! BS0005: can read any Order
        return order is null ? NotFound() : Ok(order);
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Annotate(int id, OrderNote note)
    {
        var order = await db.Orders.FindAsync(id); //! BS0005: can change any Order
        if (order is null)
        {
            return NotFound();
        }

        order.Note = note.Note;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync(); //! BS0005: 'BuyerId'
        return NoContent();
    }
}

// Payment notices are believed as they come, in a controller and in a route.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
var app = builder.Build();
app.MapControllers();
app.MapPost("/webhooks/shipping", async (Notice notice, Shop shop) => //! BS0019: 'POST /webhooks/shipping'
{
    await shop.Orders.Where(o => o.Number == notice.Order).ExecuteUpdateAsync(set => set.SetProperty(o => o.State, "shipped"));
    return Results.Ok();
});
app.Run();

public sealed record Notice(string Order, string State);

public sealed class Order
{
    public int Id { get; set; }
    public string Number { get; set; } = "";
    public string State { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}

[ApiController]
[Route("payments")]
public sealed class PaymentsController(Shop shop) : ControllerBase
{
    [HttpPost("webhook")]
    public async Task<IActionResult> Receive(Notice notice) //! BS0019: signature
    {
        var order = await shop.Orders.FirstOrDefaultAsync(o => o.Number == notice.Order);
        if (order is null)
            return NotFound();
        order.State = notice.State;
        await shop.SaveChangesAsync();
        return Ok();
    }
}

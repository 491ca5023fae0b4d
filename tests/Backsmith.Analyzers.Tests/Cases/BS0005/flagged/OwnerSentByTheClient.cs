// The owner's id itself comes from the client: in the route, and in the body of what is created.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Subscription
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
    public string Plan { get; set; } = "";
}

public class PlansContext(DbContextOptions<PlansContext> options) : DbContext(options)
{
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
}

public record Subscribe(int CustomerId, string Plan);

[ApiController]
[Authorize]
[Route("subscriptions")]
public class SubscriptionsController(PlansContext db) : ControllerBase
{
    private int Me => int.Parse(User.FindFirstValue("sub")!);

    [HttpGet]
    public Task<List<Subscription>> Mine() => db.Subscriptions.Where(s => s.CustomerId == Me).ToListAsync();

    [HttpGet("of/{customerId}")]
    public Task<List<Subscription>> Of(int customerId) => db.Subscriptions.Where(s => s.CustomerId == customerId).ToListAsync(); //! BS0005: filters 'CustomerId' by a value of the request

    [HttpPost("basic")]
    public async Task<IActionResult> Basic()
    {
        db.Subscriptions.Add(new Subscription { CustomerId = Me, Plan = "basic" });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPost]
    public async Task<IActionResult> Add(Subscribe request)
    {
        db.Subscriptions.Add(new Subscription
        {
            CustomerId = request.CustomerId, //! BS0005: in the name of anybody else
            Plan = request.Plan,
        });
        await db.SaveChangesAsync();
        return NoContent();
    }
}

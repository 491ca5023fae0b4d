// The id comes from the claims and not from the client, and what the client sends as owner is overwritten by it.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Cart
{
    public int Id { get; set; }
    public int UserId { get; set; }
    public List<CartLine> Lines { get; } = [];
}

public class CartLine
{
    public int Id { get; set; }
    public int CartId { get; set; }
    public int UserId { get; set; }
    public int ProductId { get; set; }
}

public class AppUser
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string DisplayName { get; set; } = "";
}

public class CartContext(DbContextOptions<CartContext> options) : DbContext(options)
{
    public DbSet<Cart> Carts => Set<Cart>();
    public DbSet<AppUser> Users => Set<AppUser>();
}

public class NewLine
{
    public int UserId { get; set; }
    public int ProductId { get; set; }
}

[ApiController]
[Authorize]
[Route("cart")]
public class CartController(CartContext db) : ControllerBase
{
    [HttpGet]
    public Task<Cart?> Get()
    {
        var id = UserId();
        return db.Carts.FirstOrDefaultAsync(c => c.UserId == id);
    }

    [HttpGet("profile")]
    public Task<AppUser?> Profile() => db.Users.FindAsync(UserId()).AsTask();

    [HttpPost]
    public async Task<IActionResult> Add(NewLine line)
    {
        line.UserId = UserId();
        var cart = await db.Carts.FirstAsync(c => c.UserId == line.UserId);
        cart.Lines.Add(new CartLine { ProductId = line.ProductId, UserId = line.UserId });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{lineId}")]
    public async Task<IActionResult> Remove(int lineId)
    {
        var id = UserId();
        var cart = await db.Carts.Include(c => c.Lines).FirstAsync(c => c.UserId == id);
        var line = cart.Lines.FirstOrDefault(l => l.Id == lineId);
        if (line is not null)
        {
            cart.Lines.Remove(line);
            db.Remove(line);
            await db.SaveChangesAsync();
        }

        return NoContent();
    }

    [HttpGet("of/{userId}")]
    public async Task<IActionResult> Of(int userId)
    {
        if (userId != UserId())
        {
            return Forbid();
        }

        return Ok(await db.Carts.Where(c => c.UserId == userId).ToListAsync());
    }

    private int UserId() => int.Parse(User.FindFirst(ClaimTypes.NameIdentifier)!.Value);
}

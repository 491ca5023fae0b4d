// Everybody is meant and it is said, or the endpoint looks at the caller itself, or it is one of sign-in.
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/stock", Save).RequireAuthorization();
app.MapPut("/stock", Save).AllowAnonymous();
app.MapDelete("/stock", async (HttpContext context, Shop shop) => context.Request.Headers["X-Api-Key"] == "k" ? Results.Ok(await shop.SaveChangesAsync()) : Results.Unauthorized());
app.MapPatch("/stock", async (ClaimsPrincipal user, Shop shop) => await shop.SaveChangesAsync());
app.MapPost("/stock/notes", async (HttpContext context, Item item, Shop shop) =>
{
    item.By = context.User?.Identity?.Name ?? "Anonymous";
    await Save(item, shop);
});
app.MapPost("/login", Save);
app.MapPost("/register", Save);
app.MapPost("/webhooks/stock", Save);
app.MapPost("/stock/price", (Item item) => item.Count * 2);
var admin = app.MapGroup("/admin").RequireAuthorization();
admin.MapPost("/stock", Save);
admin.MapDelete("/stock", Save);
app.Run();

static async Task Save(Item item, Shop shop)
{
    shop.Items.Add(item);
    await shop.SaveChangesAsync();
}

public sealed class Item
{
    public int Id { get; set; }
    public int Count { get; set; }
    public string By { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
}

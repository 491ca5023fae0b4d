// The fallback policy asks for a user wherever nothing is said.
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
var app = builder.Build();
app.MapPost("/stock", async (Item item, Shop shop) => { shop.Items.Add(item); await shop.SaveChangesAsync(); }).RequireAuthorization("Staff");
app.MapPut("/stock", async (Item item, Shop shop) => { shop.Items.Update(item); await shop.SaveChangesAsync(); });
app.Run();

public sealed class Item
{
    public int Id { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
}

// The flag of a record that is bound whole cannot be sent, or is set again before it is stored.
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapGet("/users/{id}", (int id, Shop shop) => shop.Users.Find(id)).RequireAuthorization();
app.MapPost("/users", async (User user, Shop shop) =>
{
    shop.Users.Add(user);
    await shop.SaveChangesAsync();
});
app.MapPost("/staff", async (Clerk clerk, Shop shop) =>
{
    clerk.IsAdmin = false;
    shop.Clerks.Add(clerk);
    await shop.SaveChangesAsync();
});
app.Run();

public sealed class User
{
    public int Id { get; set; }
    [JsonIgnore]
    public bool IsAdmin { get; set; }
    public bool IsStaff { get; private set; }
}

public sealed class Clerk
{
    public int Id { get; set; }
    public bool IsAdmin { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<Clerk> Clerks => Set<Clerk>();
}

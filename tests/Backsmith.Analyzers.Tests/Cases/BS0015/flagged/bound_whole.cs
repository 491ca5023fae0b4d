// The whole account is bound from the body and stored, with the flag that nobody meant to be sent.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapGet("/users/{id}", (int id, Shop shop) => shop.Users.Find(id)).RequireAuthorization();
app.MapPost("/users", async (User user, Shop shop) =>
{
    shop.Users.Add(user); //! BS0015: 'User.IsAdmin'
    await shop.SaveChangesAsync();
    return Results.Created();
});
app.Run();

public sealed class User
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public bool IsAdmin { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
}

// The whole account is bound from the body and stored with the password in it.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/users", async (User user, Shop shop) =>
{
    shop.Users.Add(user); //! BS0023: 'User.Password'
    await shop.SaveChangesAsync();
    return Results.Created();
});
app.Run();

public sealed class User
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Password { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
}

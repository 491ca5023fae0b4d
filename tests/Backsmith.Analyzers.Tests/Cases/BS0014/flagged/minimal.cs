// Routes that check a password themselves; the limiter that is registered covers another route.
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Shop>();
builder.Services.AddRateLimiter(options => options.AddFixedWindowLimiter("search", limit => limit.PermitLimit = 20));
var app = builder.Build();
app.UseRateLimiter();
app.MapGet("/search", (string text) => text).RequireRateLimiting("search");
app.MapPost("/login", async (Login login, Shop shop, IPasswordHasher<Person> hasher) =>
{
    var person = await shop.People.FirstOrDefaultAsync(p => p.Email == login.Email);
    if (person is null)
        return Results.Unauthorized();
    return hasher.VerifyHashedPassword(person, person.PasswordHash, login.Password) == PasswordVerificationResult.Failed //! BS0014: 'POST /login'
        ? Results.Unauthorized()
        : Results.Ok();
});
app.MapPost("/till", (string email, string pin, TillService tills) => tills.Open(email, pin) ? Results.Ok() : Results.Unauthorized()); //! BS0014: 'POST /till'
app.Run();

public sealed record Login(string Email, string Password);

public sealed class Person
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string PinDigest { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();
}

public sealed class TillService(Shop shop)
{
    public bool Open(string email, string pin)
    {
        var person = shop.People.FirstOrDefault(p => p.Email == email);
        return person is not null && person.PinDigest == Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(pin)));
    }
}

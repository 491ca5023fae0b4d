// The signature is checked, the sender is asked back, a user is asked for, or the endpoint manages hooks.
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/webhooks/payments", async (HttpRequest request, Shop shop, IConfiguration configuration) =>
{
    var body = await new StreamReader(request.Body).ReadToEndAsync();
    var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(configuration["Hooks:Key"]!), Encoding.UTF8.GetBytes(body));
    if (!CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(request.Headers["X-Sign"].ToString())))
        return Results.Unauthorized();
    await shop.SaveChangesAsync();
    return Results.Ok();
});
app.MapPost("/webhooks/mollie", async (Notice notice, IPaymentGateway gateway, Shop shop) =>
{
    var state = await gateway.GetPaymentStatusAsync(notice.Order);
    await shop.Orders.Where(o => o.Number == notice.Order).ExecuteUpdateAsync(set => set.SetProperty(o => o.State, state));
});
app.MapPost("/webhooks", async (Notice notice, Shop shop) => await shop.SaveChangesAsync()).RequireAuthorization();
app.MapPost("/webhooks/log", (Notice notice, ILogger<Notice> logger) => logger.LogInformation("{Order}", notice.Order));
app.MapPost("/orders", async (Notice notice, Shop shop) => await shop.SaveChangesAsync());
app.Run();

public interface IPaymentGateway
{
    Task<string> GetPaymentStatusAsync(string reference);
}

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

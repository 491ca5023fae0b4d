// Nothing stored has the price, so there is nothing else to take it from.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/payments", async (PaymentRequest request, Wallets wallets) =>
{
    wallets.Payments.Add(new Payment { To = request.To, Amount = request.Amount });
    await wallets.SaveChangesAsync();
});
app.Run();

public sealed record PaymentRequest(string To, decimal Amount);

public sealed class Payment
{
    public int Id { get; set; }
    public string To { get; set; } = "";
    public decimal Amount { get; set; }
}

public sealed class Wallets(DbContextOptions<Wallets> options) : DbContext(options)
{
    public DbSet<Payment> Payments => Set<Payment>();
}

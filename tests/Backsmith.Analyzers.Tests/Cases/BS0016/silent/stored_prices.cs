// Prices come from the store, are compared with it, or are set by staff; a bid is the bidder's to choose.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/orders", async (OrderRequest request, Shop shop) =>
{
    var product = await shop.Products.FirstAsync(p => p.Id == request.ProductId);
    shop.Orders.Add(new Order { ProductId = product.Id, Quantity = request.Quantity, Total = product.Price * request.Quantity });
    await shop.SaveChangesAsync();
});
app.MapPost("/orders/summed", async (OrderRequest request, Shop shop) =>
{
    var product = await shop.Products.FirstAsync(p => p.Id == request.ProductId);
    var total = product.Price * request.Quantity;
    shop.Orders.Add(new Order { ProductId = product.Id, Quantity = request.Quantity, Total = total });
    await shop.SaveChangesAsync();
});
app.MapPost("/orders/compared", async (OrderRequest request, Shop shop) =>
{
    var product = await shop.Products.FirstAsync(p => p.Id == request.ProductId);
    if (request.Total != product.Price * request.Quantity)
        return Results.Conflict();
    shop.Orders.Add(new Order { ProductId = product.Id, Quantity = request.Quantity, Total = request.Total });
    await shop.SaveChangesAsync();
    return Results.Ok();
});
app.MapPost("/orders/by-hand", async (OrderRequest request, Shop shop) =>
{
    shop.Orders.Add(new Order { ProductId = request.ProductId, Quantity = request.Quantity, Total = request.Total });
    await shop.SaveChangesAsync();
}).RequireAuthorization("Staff");
app.MapPut("/products/{id}", async (int id, ProductRequest request, Shop shop) =>
{
    (await shop.Products.FirstAsync(p => p.Id == id)).Price = request.Price;
    await shop.SaveChangesAsync();
});
app.MapPost("/bids", async (BidRequest request, Shop shop) =>
{
    shop.Bids.Add(new Bid { ProductId = request.ProductId, Amount = request.Amount });
    await shop.SaveChangesAsync();
});
app.Run();

public sealed record OrderRequest(int ProductId, int Quantity, decimal Total);

public sealed record ProductRequest(decimal Price);

public sealed record BidRequest(int ProductId, decimal Amount);

public sealed class Product
{
    public int Id { get; set; }
    public decimal Price { get; set; }
}

public sealed class Order
{
    public int Id { get; set; }
    public int ProductId { get; set; }
    public int Quantity { get; set; }
    public decimal Total { get; set; }
}

public sealed class Bid
{
    public int Id { get; set; }
    public int ProductId { get; set; }
    public decimal Amount { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Bid> Bids => Set<Bid>();
}

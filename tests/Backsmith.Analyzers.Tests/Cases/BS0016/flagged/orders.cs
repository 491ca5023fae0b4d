// An order keeps the price, the total and the discount that came with the request.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/orders", async (OrderRequest request, Shop shop) =>
{
    var order = new Order { Total = request.Total }; //! BS0016: 'Order.Total'
    order.Discount = request.Discount; //! BS0016: 'Product.Price'
    foreach (var line in request.Lines)
    {
        order.Lines.Add(new OrderLine
        {
            ProductId = line.ProductId,
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice, //! BS0016: customer chooses
        });
    }

    shop.Orders.Add(order);
    await shop.SaveChangesAsync();
    return Results.Ok(order.Id);
});
app.Run();

public sealed record LineRequest(int ProductId, int Quantity, decimal UnitPrice);

public sealed record OrderRequest(decimal Total, decimal Discount, List<LineRequest> Lines);

public sealed class Product
{
    public int Id { get; set; }
    public decimal Price { get; set; }
}

public sealed class OrderLine
{
    public int Id { get; set; }
    public int ProductId { get; set; }
    public int Quantity { get; set; }
    public decimal UnitPrice { get; set; }
}

public sealed class Order
{
    public int Id { get; set; }
    public decimal Total { get; set; }
    public decimal Discount { get; set; }
    public List<OrderLine> Lines { get; set; } = [];
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Order> Orders => Set<Order>();
}

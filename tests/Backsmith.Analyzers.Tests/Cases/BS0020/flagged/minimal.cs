// A route that changes stock was mapped without the demand that its neighbours have.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapGet("/stock/{id}", (int id, Shop shop) => shop.Items.Find(id));
app.MapPost("/stock", async (Item item, Shop shop) =>
{
    shop.Items.Add(item);
    await shop.SaveChangesAsync();
}).RequireAuthorization();
app.MapPut("/stock/{id}", async (int id, int count, Shop shop) => //! BS0020: 'PUT /stock/{id}'
{
    var item = await shop.Items.FindAsync(id);
    item!.Count = count;
    await shop.SaveChangesAsync();
});
app.MapPost("/reviews", async (Review review, Shop shop) => //! BS0020: adds 'Review'
{
    shop.Reviews.Add(review);
    await shop.SaveChangesAsync();
});
app.MapDelete("/reviews/{id}", (int id, Shop shop) => shop.Reviews.Where(r => r.Id == id).ExecuteDeleteAsync()).RequireAuthorization();
app.Run();

public sealed class Item
{
    public int Id { get; set; }
    public int Count { get; set; }
}

public sealed class Review
{
    public int Id { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
    public DbSet<Review> Reviews => Set<Review>();
}

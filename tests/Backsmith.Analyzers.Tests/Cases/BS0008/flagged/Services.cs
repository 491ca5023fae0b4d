// Services: a public method, a property, a constructor, a function over elements, an event.
using Microsoft.EntityFrameworkCore;

public sealed class Price
{
    public int Id { get; set; }

    public decimal Amount { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Price> Prices => Set<Price>();
}

public sealed class PriceList
{
    private readonly Shop shop;
    private readonly List<Price> known;

    public PriceList(Shop shop)
    {
        this.shop = shop;
        known = shop.Prices.Take(10).ToListAsync().Result; //! BS0008: in 'PriceList'
    }

    public int Count => shop.Prices.CountAsync().Result + known.Count; //! BS0008: 'CountAsync'

    public decimal Of(int id)
    {
        var task = shop.Prices.FirstAsync(p => p.Id == id);
        return task.Result.Amount; //! BS0008: 'task'
    }

    public List<decimal> Of(IEnumerable<int> ids) => ids.Select(id => Find(id).Result.Amount).ToList(); //! BS0008

    public void Save(CancellationToken token)
    {
        shop.SaveChangesAsync(token).Wait(token); //! BS0008
        shop.SaveChangesAsync(token).Wait(TimeSpan.FromSeconds(5)); //! BS0008
    }

    private ValueTask<Price> Find(int id) => new(shop.Prices.FirstAsync(p => p.Id == id));
}

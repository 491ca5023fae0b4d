// What a user alone changes, the place of a row among others, and a limit that is a matter of taste.
using Microsoft.EntityFrameworkCore;

public sealed class CartItem
{
    public int Id { get; set; }
    public int UserId { get; set; }
    public int ProductId { get; set; }
    public int Quantity { get; set; }
}

public sealed class Slide
{
    public int Id { get; set; }
    public int DeckId { get; set; }
    public int SortOrder { get; set; }
}

public sealed class Decks(DbContextOptions<Decks> options) : DbContext(options)
{
    public DbSet<CartItem> CartItems => Set<CartItem>();
    public DbSet<Slide> Slides => Set<Slide>();
}

public sealed class Editing(Decks decks)
{
    private const int MostSlides = 200;

    public async Task AddToCartAsync(int user, int product)
    {
        var item = await decks.CartItems.FirstOrDefaultAsync(c => c.UserId == user && c.ProductId == product);
        if (item is null)
            decks.CartItems.Add(new CartItem { UserId = user, ProductId = product, Quantity = 1 });
        else
            item.Quantity++;
        await decks.SaveChangesAsync();
    }

    public async Task<bool> AddSlideAsync(int deck)
    {
        if (await decks.Slides.CountAsync(s => s.DeckId == deck) >= MostSlides)
            return false;
        var last = await decks.Slides.Where(s => s.DeckId == deck).MaxAsync(s => (int?)s.SortOrder) ?? 0;
        decks.Slides.Add(new Slide { DeckId = deck, SortOrder = last + 1 });
        await decks.SaveChangesAsync();
        return true;
    }

    public async Task<List<Slide>> PageAsync(int deck, int page)
    {
        var total = await decks.Slides.CountAsync(s => s.DeckId == deck);
        var pages = total / 20 + 1;
        decks.CartItems.Add(new CartItem());
        await decks.SaveChangesAsync();
        return await decks.Slides.Where(s => s.DeckId == deck).Skip(Math.Min(page, pages) * 20).Take(20).ToListAsync();
    }
}

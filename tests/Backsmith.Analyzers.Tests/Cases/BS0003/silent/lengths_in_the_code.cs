// The code itself says how long the loop is: constant lists, enums, months, settings, registered strategies.
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

public enum Season
{
    Low,
    High,
}

public interface IDiscount
{
    bool Fits(int guests);

    Task<decimal> OfAsync(int guests);
}

public sealed class SlopeOptions
{
    public List<int> Lifts { get; set; } = [];
}

public sealed class LongStay(SlopeContext context) : IDiscount
{
    public bool Fits(int guests) => guests > 3;

    public Task<decimal> OfAsync(int guests) => context.Passes.Where(p => p.Guests == guests).SumAsync(p => p.Price);
}

public sealed class SlopeFigures(SlopeContext context, IEnumerable<IDiscount> discounts, IOptions<SlopeOptions> options, IConfiguration configuration)
{
    private static readonly string[] Kinds = ["day", "week", "season"];

    public async Task<int> CountAsync()
    {
        var sum = 0;
        foreach (var kind in Kinds)
        {
            sum += await context.Passes.CountAsync(p => p.Kind == kind);
        }

        foreach (var kind in new[] { "child", "adult" })
        {
            sum += await context.Passes.CountAsync(p => p.Kind == kind);
        }

        foreach (var season in Enum.GetValues<Season>())
        {
            sum += await context.Passes.CountAsync(p => p.Season == season);
        }

        foreach (var month in Enumerable.Range(1, 12))
        {
            sum += await context.Passes.CountAsync(p => p.Month == month);
        }

        List<string> last = ["senior", "group"];
        foreach (var kind in last)
        {
            sum += await context.Passes.CountAsync(p => p.Kind == kind);
        }

        return sum;
    }

    public async Task<decimal> DiscountAsync(int guests)
    {
        var sum = 0m;
        foreach (var discount in discounts.Where(d => d.Fits(guests)))
        {
            sum += await discount.OfAsync(guests);
        }

        return sum;
    }

    public async Task<int> ConfiguredAsync()
    {
        var sum = 0;
        foreach (var lift in options.Value.Lifts)
        {
            sum += await context.Passes.CountAsync(p => p.Guests == lift);
        }

        foreach (var lift in configuration.GetSection("Lifts").Get<int[]>() ?? [])
        {
            sum += await context.Passes.CountAsync(p => p.Guests == lift);
        }

        return sum;
    }
}

public sealed class Pass
{
    public int Id { get; set; }
    public string Kind { get; set; } = "";
    public Season Season { get; set; }
    public int Month { get; set; }
    public int Guests { get; set; }
    public decimal Price { get; set; }
}

public sealed class SlopeContext(DbContextOptions<SlopeContext> options) : DbContext(options)
{
    public DbSet<Pass> Passes => Set<Pass>();
}

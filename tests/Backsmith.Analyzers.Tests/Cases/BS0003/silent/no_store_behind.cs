// What is called looks like a store and is none: lists, an HTTP client, a domain check behind an interface, a call that queries something else.
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

public interface IRule
{
    bool IsBroken();
}

public sealed class PositiveRule(decimal value) : IRule
{
    public bool IsBroken() => value <= 0;
}

public sealed class ShortRule(string text) : IRule
{
    public bool IsBroken() => text.Length > 3;
}

public sealed class UniqueRule(string code, FieldContext context) : IRule
{
    public bool IsBroken() => context.Plots.Any(p => p.Code == code);
}

public sealed record Area(decimal Value)
{
    public static Area Of(decimal value)
    {
        Check(new PositiveRule(value));
        return new Area(value);
    }

    private static void Check(IRule rule)
    {
        if (rule.IsBroken())
        {
            throw new ArgumentException("broken rule");
        }
    }
}

public sealed class PlotList
{
    private readonly List<Plot> _plots = [];

    public Plot? Find(int id) => _plots.FirstOrDefault(p => p.Id == id);
}

public sealed class Fields(PlotList plots, HttpClient http, FieldContext context, ILogger<Fields> logger)
{
    public async Task<List<string>> CodesAsync(List<int> ids)
    {
        var codes = new List<string>();
        foreach (var id in ids)
        {
            codes.Add(plots.Find(id)?.Code ?? "");
            codes.Add(await http.GetStringAsync($"https://fields.example/{id}"));
        }

        return codes;
    }

    public List<string> Scripts(IHistoryRepository history, List<string> migrations) => migrations.Select(m => history.GetDeleteScript(m)).ToList();

    public List<Area> Areas(List<decimal> values) => values.Select(v => Area.Of(v)).ToList();

    public async Task<int> NotOfTheElementAsync(List<Plot> all)
    {
        var largest = 0;
        foreach (var plot in all)
        {
            largest = Math.Max(largest, plot.Id);
            Log(plot.Code, context);
        }

        return largest + await context.Plots.CountAsync();
    }

    private void Log(string code, FieldContext from) => logger.LogInformation("Plot {Code} in {Context}", code, from.ContextId);
}

public sealed class Plot
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
}

public sealed class FieldContext(DbContextOptions<FieldContext> options) : DbContext(options)
{
    public DbSet<Plot> Plots => Set<Plot>();
}

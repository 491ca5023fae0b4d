// Seeding, migrations and the one loop of a background worker have no concurrent callers.
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    await new Preparation(scope.ServiceProvider.GetRequiredService<Store>()).RunAsync("first");
}

await Samples.InitializeAsync(app.Services);
app.MapGet("/items", async (Store store) => await store.Items.Take(10).ToListAsync());
app.Run();

public sealed class Item
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int Attempts { get; set; }
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
}

public sealed class Preparation(Store store)
{
    public async Task RunAsync(string name)
    {
        if (!await store.Items.AnyAsync(i => i.Name == name))
        {
            store.Items.Add(new Item { Name = name });
            await store.SaveChangesAsync();
        }
    }
}

public static class Samples
{
    public static async Task InitializeAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<Store>();
        foreach (var name in new[] { "a", "b" })
        {
            if (await store.Items.FirstOrDefaultAsync(i => i.Name == name) == null)
                store.Items.Add(new Item { Name = name });
        }

        await store.SaveChangesAsync();
    }
}

public sealed class Worker(IServiceScopeFactory scopes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var scope = scopes.CreateScope();
            await scope.ServiceProvider.GetRequiredService<Delivery>().RoundAsync(stoppingToken);
        }
    }
}

public sealed class Delivery(Store store)
{
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var item in await store.Items.Take(10).ToListAsync(cancellationToken))
            item.Attempts++;
        await store.SaveChangesAsync(cancellationToken);
    }
}

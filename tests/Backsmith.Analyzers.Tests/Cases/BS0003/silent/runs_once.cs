// Code that runs once in the life of a database or process: seeding, data migrations, the statements of Program.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.CreateBuilder(args).Build();
using var scope = app.Services.CreateScope();
var shop = scope.ServiceProvider.GetRequiredService<SpiceContext>();
foreach (var name in await File.ReadAllLinesAsync("spices.txt"))
{
    if (!await shop.Spices.AnyAsync(s => s.Name == name))
    {
        shop.Spices.Add(new Spice { Name = name });
    }
}

await new SpiceSeeder(shop).RunAsync(["pepper"]);
app.Run();

public sealed class SpiceSeeder(SpiceContext context)
{
    public async Task RunAsync(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!await context.Spices.AnyAsync(s => s.Name == name))
            {
                context.Spices.Add(new Spice { Name = name });
            }
        }

        await context.SaveChangesAsync();
    }
}

public sealed class Spice
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class SpiceContext(DbContextOptions<SpiceContext> options) : DbContext(options)
{
    public DbSet<Spice> Spices => Set<Spice>();
}

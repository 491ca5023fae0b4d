// Code lists, and a table whose rows the model itself states and nothing adds to.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/countries", async (AtlasContext db) => await db.Countries.OrderBy(c => c.Name).ToListAsync());
app.MapGet("/room-types", async (AtlasContext db) => await db.RoomTypes.ToListAsync());
app.MapGet("/categories", async (AtlasContext db) => await db.Categories.ToListAsync());
app.MapGet("/seasons", async (AtlasContext db) => await db.Seasons.ToListAsync());
app.Run();

public sealed class Country
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
}

public sealed class RoomType
{
    public int Id { get; set; }
}

public sealed class Category
{
    public int Id { get; set; }
}

public sealed class Season
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class AtlasContext(DbContextOptions<AtlasContext> options) : DbContext(options)
{
    public DbSet<Country> Countries => Set<Country>();
    public DbSet<RoomType> RoomTypes => Set<RoomType>();
    public DbSet<Category> Categories => Set<Category>();
    public DbSet<Season> Seasons => Set<Season>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Season>().HasData(new Season { Id = 1, Name = "Spring" }, new Season { Id = 2, Name = "Autumn" });
}

// The model itself limits every query to the rows of one owner.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/drafts", async (DraftContext db) => await db.Drafts.OrderBy(d => d.Id).ToListAsync());
app.Run();

public sealed class Draft
{
    public int Id { get; set; }
    public string AuthorId { get; set; } = "";
}

public sealed class Caller
{
    public string Id { get; init; } = "";
}

public sealed class DraftContext(DbContextOptions<DraftContext> options, Caller caller) : DbContext(options)
{
    public DbSet<Draft> Drafts => Set<Draft>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Draft>().HasQueryFilter(d => d.AuthorId == caller.Id);
}

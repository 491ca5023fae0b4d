// A test's own endpoint may return everything.
//? assembly Desk.Tests
using Microsoft.EntityFrameworkCore;

public static class Host
{
    public static void Map(WebApplication app) => app.MapGet("/notes", async (NoteContext db) => await db.Notes.ToListAsync());
}

public sealed class Note
{
    public int Id { get; set; }
}

public sealed class NoteContext(DbContextOptions<NoteContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

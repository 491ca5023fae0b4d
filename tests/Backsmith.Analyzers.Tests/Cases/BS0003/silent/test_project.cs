// A test may ask as often as it likes.
//? assembly Desk.Tests
using Microsoft.EntityFrameworkCore;

public sealed class NoteChecks(NoteContext context)
{
    public async Task AllAreThereAsync(List<int> ids)
    {
        foreach (var id in ids)
        {
            if (!await context.Notes.AnyAsync(n => n.Id == id))
            {
                throw new InvalidOperationException();
            }
        }
    }
}

public sealed class Note
{
    public int Id { get; set; }
}

public sealed class NoteContext(DbContextOptions<NoteContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

// A minimal API that asks for a signed-in user by its group, and reaches the record through a service and a repository.
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
var notes = app.MapGroup("/notes").RequireAuthorization();
notes.MapGet("/", (ClaimsPrincipal user, NoteService service) => service.MineAsync(user.Id()));
notes.MapGet("/{id:guid}", (Guid id, ClaimsPrincipal user, NoteService service) => service.MineByIdAsync(id, user.Id()));
notes.MapPost("/", async (NewNote note, ClaimsPrincipal user, NotesContext db) =>
{
    db.Notes.Add(new Note { OwnerId = user.Id(), Text = note.Text });
    await db.SaveChangesAsync();
});
notes.MapDelete("/{id:guid}", async (Guid id, NoteService service) =>
{
    await service.RemoveAsync(id); //! BS0005: can delete any Note by sending its key to 'DELETE /{id:guid}'
    return Results.NoContent();
});
notes.MapGet("/{id:guid}/text", async (Guid id, NoteService service) => (await service.ByIdAsync(id))?.Text); //! BS0005
app.Run();

public record NewNote(string Text);

public class Note
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public string Text { get; set; } = "";
}

public class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

public static class Principals
{
    public static Guid Id(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue("sub")!);
}

public interface INotes
{
    Task<Note?> GetAsync(Guid id);

    Task DeleteAsync(Note note);
}

public class Notes(NotesContext db) : INotes
{
    public Task<Note?> GetAsync(Guid id) => db.Notes.SingleOrDefaultAsync(n => n.Id == id);

    public async Task DeleteAsync(Note note)
    {
        db.Notes.Remove(note);
        await db.SaveChangesAsync();
    }
}

public class NoteService(INotes notes, NotesContext db)
{
    public Task<Note?> ByIdAsync(Guid id) => notes.GetAsync(id);

    public Task<List<Note>> MineAsync(Guid ownerId) => db.Notes.Where(n => n.OwnerId == ownerId).ToListAsync();

    public async Task<Note?> MineByIdAsync(Guid id, Guid ownerId)
    {
        var note = await notes.GetAsync(id);
        return note?.OwnerId == ownerId ? note : null;
    }

    public async Task RemoveAsync(Guid id)
    {
        var note = await notes.GetAsync(id);
        if (note is not null)
        {
            await notes.DeleteAsync(note);
        }
    }
}

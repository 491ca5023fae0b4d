// Nobody signs in to this application, so nothing was forgotten.
using Microsoft.EntityFrameworkCore;

var app = WebApplication.Create(args);
app.MapPost("/notes", async (Note note, Notes notes) => { notes.All.Add(note); await notes.SaveChangesAsync(); });
app.MapDelete("/notes/{id}", (int id, Notes notes) => notes.All.Where(n => n.Id == id).ExecuteDeleteAsync());
app.Run();

public sealed class Note
{
    public int Id { get; set; }
}

public sealed class Notes(DbContextOptions<Notes> options) : DbContext(options)
{
    public DbSet<Note> All => Set<Note>();
}

// Raw methods become the interpolated ones, and the quotes around a hole go.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Note
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

public sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

public sealed class NotesController(NotesContext context) : Controller
{
    public IActionResult Find(string text) =>
        Ok(context.Notes.FromSqlInterpolated($"SELECT * FROM Notes WHERE Text = {text}").ToList());

    public async Task<IActionResult> Rename(int id, string text, CancellationToken stop) =>
        Ok(await context.Database.ExecuteSqlInterpolatedAsync($"UPDATE Notes SET Text = {text} WHERE Id = {id}", stop));
}

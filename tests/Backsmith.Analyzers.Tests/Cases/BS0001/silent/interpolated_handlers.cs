// Entity Framework's interpolated methods make a parameter of each hole, and raw ones take values after the text.
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
    public IActionResult Interpolated(string term) =>
        Ok(context.Notes.FromSqlInterpolated($"SELECT * FROM Notes WHERE Text = {term}").ToList());

    public IActionResult Formattable(string term) => Ok(context.Notes.FromSql($"SELECT * FROM Notes WHERE Text = {term}").ToList());

    public async Task<IActionResult> Statement(string text, int id) =>
        Ok(await context.Database.ExecuteSqlAsync($"UPDATE Notes SET Text = {text} WHERE Id = {id}"));

    public IActionResult Raw(string term) => Ok(context.Notes.FromSqlRaw("SELECT * FROM Notes WHERE Text = {0}", term).ToList());

    public IActionResult Limited(int count) => Ok(context.Notes.FromSqlRaw("SELECT * FROM Notes LIMIT " + Math.Clamp(count, 1, 50)).ToList());
}

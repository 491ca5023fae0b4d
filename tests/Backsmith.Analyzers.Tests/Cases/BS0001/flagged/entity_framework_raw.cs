// Entity Framework's raw methods over a text that already holds the value.
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
    public async Task<IActionResult> Find(string term) =>
        Ok(await context.Notes.FromSqlRaw($"SELECT * FROM Notes WHERE Text LIKE '%{term}%'").ToListAsync()); //! BS0001

    public async Task<IActionResult> Rename(int id, string text)
    {
        var sql = $"UPDATE Notes SET Text = '{text}' WHERE Id = {id}";
        return Ok(await context.Database.ExecuteSqlRawAsync(sql)); //! BS0001
    }

    public IActionResult Escaped(string text)
    {
        var quoted = text.Replace("'", "''");
        return Ok(context.Database.ExecuteSqlRaw("DELETE FROM Notes WHERE Text = '" + quoted + "'")); //! BS0001
    }
}

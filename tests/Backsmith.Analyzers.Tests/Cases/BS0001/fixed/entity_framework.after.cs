// Entity Framework's raw methods become the interpolated ones, and the quotes around a hole go.
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
    private const string All = "SELECT * FROM Notes WHERE ";

    public IActionResult Find(string text) =>
        Ok(context.Notes.FromSqlInterpolated($"SELECT * FROM Notes WHERE Text = {text}").ToList());

    public async Task<IActionResult> Rename(int id, string text, CancellationToken stop) =>
        Ok(await context.Database.ExecuteSqlInterpolatedAsync($"UPDATE Notes SET Text = {text} WHERE Id = {id}", stop));

    public IActionResult Search(string term) =>
        Ok(context.Notes.FromSqlInterpolated($"SELECT * FROM Notes WHERE (Text LIKE {"%" + term + "%"} OR Text = {term})").ToList());

    public async Task<IActionResult> Kept(string text, int times, CancellationToken stop)
    {
        FormattableString sql = $"UPDATE Notes SET Size = Size * {times} / 100 WHERE Text = {text}";
        return Ok(await context.Database.ExecuteSqlInterpolatedAsync(sql, stop));
    }

    public IActionResult Joined(string text) =>
        Ok(context.Notes.FromSqlRaw(All + "Text = {0}", text).ToList());

    public async Task<IActionResult> Removed(string text, CancellationToken stop) =>
        Ok(await context.Database.ExecuteSqlRawAsync("DELETE FROM Notes WHERE Text = {0}", new object[] { text }, stop));
}

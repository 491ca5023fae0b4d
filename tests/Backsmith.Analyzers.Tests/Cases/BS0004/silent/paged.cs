// Paged: Skip and Take, a clamp, a keyset, a paging helper of the program's own, an object that carries the page.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("songs")]
public sealed class SongsController(MusicContext context) : ControllerBase
{
    [HttpGet]
    public async Task<ActionResult<List<Song>>> Page(int page = 1, int size = 20) =>
        await context.Songs.OrderBy(s => s.Id).Skip((Math.Max(page, 1) - 1) * Math.Clamp(size, 1, 100)).Take(Math.Clamp(size, 1, 100)).ToListAsync();

    [HttpGet("after/{last:int}")]
    public async Task<IActionResult> After(int last, int size)
    {
        var query = context.Songs.Where(s => s.Id > last).OrderBy(s => s.Id);
        var rows = await query.Take(Math.Min(size, 50)).ToListAsync();
        return Ok(rows.Select(s => s.Title));
    }

    [HttpGet("helper")]
    public async Task<ActionResult<PagedList<Song>>> Helper(int page) => await PagedList<Song>.CreateAsync(context.Songs.OrderBy(s => s.Title), page, 25);

    [HttpGet("extension")]
    public async Task<IActionResult> Extension(int page) => Ok(await context.Songs.OrderBy(s => s.Title).PageOf(page).ToListAsync());

    [HttpGet("total")]
    public async Task<IActionResult> WithTotal(int page)
    {
        var songs = context.Songs.Where(s => s.Seconds > 60);
        var total = await songs.CountAsync();
        var items = await songs.OrderBy(s => s.Id).Skip(page * 20).Take(20).ToListAsync();
        return Ok(new { total, items });
    }

    [HttpGet("cut")]
    public async Task<IActionResult> CutInMemory()
    {
        var songs = await context.Songs.Where(s => s.Seconds > 600).ToListAsync();
        return Ok(songs.OrderBy(s => s.Title).Take(10));
    }

    [HttpGet("optional")]
    public async Task<IActionResult> Optional(int? limit)
    {
        IQueryable<Song> query = context.Songs.OrderBy(s => s.Id);
        query = limit is { } most ? query.Take(most) : query.Take(100);
        return Ok(await query.ToListAsync());
    }
}

public sealed class PagedList<T>(List<T> items, int total)
{
    public List<T> Items { get; } = items;
    public int Total { get; } = total;

    public static async Task<PagedList<T>> CreateAsync(IQueryable<T> source, int page, int size) =>
        new(await source.Skip((page - 1) * size).Take(size).ToListAsync(), await source.CountAsync());
}

public static class Paging
{
    public static IQueryable<T> PageOf<T>(this IQueryable<T> source, int page) => source.Skip((page - 1) * 25).Take(25);
}

public sealed class Song
{
    public int Id { get; set; }
    public string Title { get; set; } = "";
    public int Seconds { get; set; }
}

public sealed class MusicContext(DbContextOptions<MusicContext> options) : DbContext(options)
{
    public DbSet<Song> Songs => Set<Song>();
}

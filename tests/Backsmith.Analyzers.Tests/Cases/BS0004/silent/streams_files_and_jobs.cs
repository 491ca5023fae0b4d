// A stream keeps the memory flat, an export writes a file, a job is no endpoint, a cache answers for the store.
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

[ApiController]
[Route("letters")]
public sealed class LettersController(PostContext context, IMemoryCache cache) : ControllerBase
{
    [HttpGet("stream")]
    public IAsyncEnumerable<Letter> Stream() => context.Letters.AsNoTracking().AsAsyncEnumerable();

    [HttpGet("export")]
    public async Task<IActionResult> Export()
    {
        var letters = await context.Letters.ToListAsync();
        return File(Encoding.UTF8.GetBytes(string.Join('\n', letters.Select(l => l.Text))), "text/csv", "letters.csv");
    }

    [HttpGet("cached")]
    public async Task<IActionResult> Cached() => Ok(await cache.GetOrCreateAsync("letters", _ => context.Letters.ToListAsync()));

    [NonAction]
    public Task<List<Letter>> AllAsync() => context.Letters.ToListAsync();
}

public sealed class LetterJob(PostContext context)
{
    public async Task<int> RunAsync() => (await AllAsync()).Count;

    public Task<List<Letter>> AllAsync() => context.Letters.ToListAsync();
}

public sealed class Letter
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
}

public sealed class PostContext(DbContextOptions<PostContext> options) : DbContext(options)
{
    public DbSet<Letter> Letters => Set<Letter>();
}

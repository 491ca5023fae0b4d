// What everybody may do to a public record, what the caller's own account allows, a check of the parent, a record shared by name.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Editor
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public bool IsDispatcher { get; set; }
}

public class Story
{
    public int Id { get; set; }
    public int EditorId { get; set; }
    public int Views { get; set; }
    public int Likes { get; set; }
    public string Body { get; set; } = "";
    public List<int> SharedWithIds { get; } = [];
}

public class Page
{
    public int Id { get; set; }
    public int StoryId { get; set; }
}

public class Like
{
    public int Id { get; set; }
    public int StoryId { get; set; }
    public int EditorId { get; set; }
}

public class StoryContext(DbContextOptions<StoryContext> options) : DbContext(options)
{
    public DbSet<Editor> Editors => Set<Editor>();
    public DbSet<Story> Stories => Set<Story>();
    public DbSet<Page> Pages => Set<Page>();
    public DbSet<Like> Likes => Set<Like>();
}

public static class Queries
{
    public static IQueryable<Story> OwnedBy(this IQueryable<Story> stories, ClaimsPrincipal user)
    {
        var id = int.Parse(user.FindFirstValue("sub")!);
        return stories.Where(s => s.EditorId == id);
    }
}

[ApiController]
[Authorize]
[Route("stories")]
public class StoriesController(StoryContext db) : ControllerBase
{
    private int Me => int.Parse(User.Claims.First(c => c.Type == ClaimTypes.NameIdentifier).Value);

    [HttpGet]
    public Task<List<Story>> Newest() => db.Stories.OrderByDescending(s => s.Id).Take(10).ToListAsync();

    [HttpGet("{id}")]
    public async Task<Story?> Get(int id)
    {
        var story = await db.Stories.FindAsync(id);
        story!.Views++;
        await db.SaveChangesAsync();
        return story;
    }

    [HttpPost("{id}/likes")]
    public async Task<IActionResult> Like(int id)
    {
        var story = await db.Stories.FindAsync(id);
        db.Likes.Add(new Like { StoryId = id, EditorId = Me });
        story!.Likes += 1;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        var story = await db.Stories.OwnedBy(User).FirstOrDefaultAsync(s => s.Id == id);
        if (story is null)
        {
            return NotFound();
        }

        db.Stories.Remove(story);
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Write(int id, [FromBody] string body)
    {
        var story = await db.Stories.FindAsync(id);
        if (story is null || (story.EditorId != Me && !story.SharedWithIds.Contains(Me)))
        {
            return NotFound();
        }

        story.Body = body;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("{id}/body")]
    public async Task<IActionResult> Correct(int id, [FromBody] string body)
    {
        var me = Me;
        var editor = await db.Editors.FirstAsync(e => e.Id == me);
        if (!editor.IsDispatcher)
        {
            return Forbid();
        }

        var story = await db.Stories.FindAsync(id);
        story!.Body = body;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{id}/pages/{pageId}")]
    public async Task<IActionResult> RemovePage(int id, int pageId)
    {
        var me = Me;
        if (!await db.Stories.AnyAsync(s => s.Id == id && s.EditorId == me))
        {
            return NotFound();
        }

        await db.Pages.Where(p => p.Id == pageId && p.StoryId == id).ExecuteDeleteAsync();
        return NoContent();
    }
}

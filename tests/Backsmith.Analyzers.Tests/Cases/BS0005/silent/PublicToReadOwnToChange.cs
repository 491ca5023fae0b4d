// Articles and their comments are for everybody to read; who changes or deletes one is compared with its author.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Person
{
    public int Id { get; set; }
    public string Username { get; set; } = "";
    public string Email { get; set; } = "";
}

public class Article
{
    public int Id { get; set; }
    public string Slug { get; set; } = "";
    public Person? Author { get; set; }
    public string Body { get; set; } = "";
    public List<Comment> Comments { get; } = [];
}

public class Comment
{
    public int Id { get; set; }
    public Person? Author { get; set; }
    public string Text { get; set; } = "";
}

public class BlogContext(DbContextOptions<BlogContext> options) : DbContext(options)
{
    public DbSet<Article> Articles => Set<Article>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Person> Persons => Set<Person>();
}

public record Edit(string Body);

[ApiController]
[Route("articles")]
public class ArticlesController(BlogContext db) : ControllerBase
{
    private string Caller => User.Identity!.Name!;

    [HttpGet]
    public Task<List<Article>> List() => db.Articles.OrderBy(a => a.Id).Take(20).ToListAsync();

    [HttpGet("{slug}")]
    public Task<Article?> Get(string slug) => db.Articles.Include(a => a.Comments).FirstOrDefaultAsync(a => a.Slug == slug);

    [Authorize]
    [HttpGet("{slug}/annotated")]
    public async Task<IActionResult> Annotated(string slug)
    {
        var person = await db.Persons.FirstAsync(p => p.Username == Caller);
        var article = await db.Articles.FirstOrDefaultAsync(a => a.Slug == slug);
        return Ok(new { article, person.Email });
    }

    [HttpGet("comments/{id}")]
    public Task<Comment?> OneComment(int id) => db.Comments.FirstOrDefaultAsync(c => c.Id == id);

    [Authorize]
    [HttpPost]
    public async Task<IActionResult> Write(Edit edit)
    {
        var author = await db.Persons.FirstAsync(p => p.Username == Caller);
        db.Articles.Add(new Article { Author = author, Body = edit.Body });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [Authorize]
    [HttpPut("{slug}")]
    public async Task<IActionResult> Change(string slug, Edit edit)
    {
        var article = await db.Articles.Include(a => a.Author).FirstOrDefaultAsync(a => a.Slug == slug);
        if (article?.Author?.Username != Caller)
        {
            return NotFound();
        }

        article.Body = edit.Body;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [Authorize]
    [HttpDelete("comments/{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        var comment = await db.Comments.FirstOrDefaultAsync(c => c.Id == id && c.Author!.Username == Caller);
        if (comment is null)
        {
            return NotFound();
        }

        db.Comments.Remove(comment);
        await db.SaveChangesAsync();
        return NoContent();
    }
}

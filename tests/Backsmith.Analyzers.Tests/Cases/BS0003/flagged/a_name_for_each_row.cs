// The list is read with one query, the name of each row's author with one more.
using Microsoft.EntityFrameworkCore;

public sealed class Timeline(PostContext context)
{
    public async Task<List<string>> NewestAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var posts = await context.Posts.OrderByDescending(p => p.Id).Take(100).ToListAsync(cancellationToken);
        foreach (var post in posts)
        {
            var author = await context.Authors.FirstAsync(a => a.Id == post.AuthorId, cancellationToken); //! BS0003: A query on Author runs once for each 'post' of 'posts'
            lines.Add($"{author.Name}: {post.Text}");
        }

        return lines;
    }
}

public sealed class Post
{
    public int Id { get; set; }
    public int AuthorId { get; set; }
    public string Text { get; set; } = "";
}

public sealed class Author
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class PostContext(DbContextOptions<PostContext> options) : DbContext(options)
{
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Author> Authors => Set<Author>();
}

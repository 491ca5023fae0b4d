// A handler for the whole application turns the violation into a conflict.
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

public sealed class Tag
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class TagContext(DbContextOptions<TagContext> options) : DbContext(options)
{
    public DbSet<Tag> Tags => Set<Tag>();
}

public sealed class Conflicts : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DbUpdateException)
            return false;
        httpContext.Response.StatusCode = StatusCodes.Status409Conflict;
        await httpContext.Response.WriteAsync("taken", cancellationToken);
        return true;
    }
}

public sealed class Tagging(TagContext context)
{
    public async Task<bool> AddAsync(string name)
    {
        if (await context.Tags.AnyAsync(t => t.Name == name))
            return false;
        context.Tags.Add(new Tag { Name = name });
        await context.SaveChangesAsync();
        return true;
    }
}

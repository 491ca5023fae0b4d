// Packages that could not be had: names and shapes are enough.
//? without Microsoft.EntityFrameworkCore
//? broken
using Microsoft.EntityFrameworkCore;

public sealed class Tag
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int Uses { get; set; }
}

public sealed class TagContext : DbContext
{
    public DbSet<Tag> Tags { get; set; } = null!;
}

public sealed class Tagging(TagContext context)
{
    public async Task AddAsync(string name)
    {
        var tag = await context.Tags.FirstOrDefaultAsync(t => t.Name == name); //! BS0002
        if (tag == null)
        {
            tag = new Tag { Name = name };
            context.Tags.Add(tag);
        }

        await context.SaveChangesAsync();
    }

    public async Task UseAsync(int id)
    {
        Tag tag = await context.Tags.FindAsync(id);
        tag.Uses += 1; //! BS0002
        await context.SaveChangesAsync();
    }
}

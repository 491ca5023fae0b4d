// All rows of a repository are searched in memory before another call inserts one.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Badge
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed record BadgeInput(string Name);

public sealed class BadgeContext(DbContextOptions<BadgeContext> options) : DbContext(options)
{
    public DbSet<Badge> Badges => Set<Badge>();
}

public interface IBadgeRepository
{
    ICollection<Badge> GetBadges();
    bool CreateBadge(Badge badge);
}

public sealed class BadgeRepository(BadgeContext context) : IBadgeRepository
{
    public ICollection<Badge> GetBadges() => context.Badges.ToList();

    public bool CreateBadge(Badge badge)
    {
        context.Add(badge);
        return Save();
    }

    private bool Save() => context.SaveChanges() > 0;
}

[ApiController]
[Route("badges")]
public sealed class BadgesController(IBadgeRepository badges) : ControllerBase
{
    [HttpPost]
    public IActionResult Create(BadgeInput input)
    {
        var known = badges.GetBadges() //! BS0002: both insert
            .Where(b => b.Name.Trim().ToUpper() == input.Name.TrimEnd().ToUpper())
            .FirstOrDefault();
        if (known != null)
            return StatusCode(422);
        return badges.CreateBadge(new Badge { Name = input.Name }) ? Ok() : StatusCode(500);
    }
}

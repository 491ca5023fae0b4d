// All rows of a repository are searched in memory before another call inserts one, and a row with a random id is made before its name is looked up.
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

public sealed class Ribbon(Guid id, string name)
{
    public Guid Id { get; } = id;
    public string Name { get; } = name;
}

public interface IRibbonRepository
{
    Task<Ribbon?> GetByName(string name);
    Task<Ribbon?> GetById(Guid id);
    void Add(Ribbon ribbon);
}

public sealed class AddRibbon(IRibbonRepository ribbons)
{
    public async Task<bool> Handle(BadgeInput input)
    {
        var ribbon = new Ribbon(Guid.NewGuid(), input.Name);
        if (await ribbons.GetByName(ribbon.Name) != null) //! BS0002: both insert
            return false;
        ribbons.Add(ribbon);
        return true;
    }

    public async Task<bool> Random(BadgeInput input)
    {
        var ribbon = new Ribbon(Guid.NewGuid(), input.Name);
        if (await ribbons.GetById(ribbon.Id) != null)
            return false;
        ribbons.Add(ribbon);
        return true;
    }
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

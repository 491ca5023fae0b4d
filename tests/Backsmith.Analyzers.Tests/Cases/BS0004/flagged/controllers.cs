// Controllers: through Ok, a collection of spread elements, a list that a loop fills, and a filter that is only sometimes applied.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("members")]
public sealed class MembersController(ClubContext context) : ControllerBase
{
    [HttpGet]
    public async Task<ActionResult<IEnumerable<Member>>> GetMembers()
    {
        return await context.Members.ToListAsync(); //! BS0004: 'MembersController.GetMembers' returns every stored Member
    }

    [HttpGet("names")]
    public async Task<IActionResult> Names(string? town, CancellationToken cancellationToken)
    {
        var query = context.Members.Where(m => m.IsActive);
        if (town != null)
            query = query.Where(m => m.TownId == town);
        return Ok(await query.Select(m => m.Name).ToListAsync(cancellationToken)); //! BS0004
    }

    [HttpGet("cards")]
    public IReadOnlyList<MemberCard> Cards() =>
        [.. context.Members.Select(m => new MemberCard(m.Id, m.Name))]; //! BS0004

    [HttpPost("search")]
    public async Task<List<MemberCard>> Search([FromBody] string text)
    {
        var cards = new List<MemberCard>();
        foreach (var member in await context.Members.Where(m => EF.Functions.Like(m.Name, text)).ToListAsync()) //! BS0004
        {
            cards.Add(new MemberCard(member.Id, member.Name));
        }

        return cards;
    }
}

public sealed record MemberCard(int Id, string Name);

public sealed class Member
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string TownId { get; set; } = "";
    public bool IsActive { get; set; }
}

public sealed class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members { get; set; } = null!;
}

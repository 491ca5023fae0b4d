// Records that are shared: by a public flag, with members, or within a company whose people all see the whole list.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Playlist
{
    public int Id { get; set; }
    public string OwnerId { get; set; } = "";
    public bool IsPublic { get; set; }
}

public class Board
{
    public int Id { get; set; }
    public string OwnerId { get; set; } = "";
    public string Title { get; set; } = "";
    public List<BoardMember> Members { get; } = [];
}

public class BoardMember
{
    public int Id { get; set; }
    public string UserId { get; set; } = "";
}

public class Ticket
{
    public int Id { get; set; }
    public string ReporterId { get; set; } = "";
    public int Votes { get; set; }
}

public class SharedContext(DbContextOptions<SharedContext> options) : DbContext(options)
{
    public DbSet<Playlist> Playlists => Set<Playlist>();
    public DbSet<Board> Boards => Set<Board>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
}

[ApiController]
[Authorize]
[Route("shared")]
public class SharedController(SharedContext db) : ControllerBase
{
    private string Me => User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    [HttpGet("playlists")]
    public Task<List<Playlist>> Playlists() => db.Playlists.Where(p => p.OwnerId == Me).ToListAsync();

    [HttpGet("playlists/{id}")]
    public Task<Playlist?> Playlist(int id) => db.Playlists.FirstOrDefaultAsync(p => p.Id == id && p.IsPublic);

    [HttpPost("boards")]
    public async Task<IActionResult> AddBoard()
    {
        db.Boards.Add(new Board { OwnerId = Me });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("boards/{id}")]
    public async Task<IActionResult> Rename(int id, [FromBody] string title)
    {
        var board = await db.Boards.Include(b => b.Members).FirstOrDefaultAsync(b => b.Id == id);
        if (board is null || !board.Members.Any(m => m.UserId == Me))
        {
            return NotFound();
        }

        board.Title = title;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPost("tickets")]
    public async Task<IActionResult> Report()
    {
        db.Tickets.Add(new Ticket { ReporterId = Me });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpGet("tickets")]
    public Task<List<Ticket>> Tickets() => db.Tickets.OrderByDescending(t => t.Id).Take(50).ToListAsync();

    [HttpGet("tickets/{id}")]
    public async Task<Ticket?> Ticket(int id) => await db.Tickets.FindAsync(id);

    [HttpPost("tickets/{id}/vote")]
    public async Task<IActionResult> Vote(int id)
    {
        var ticket = await db.Tickets.FindAsync(id);
        ticket!.Votes++;
        await db.SaveChangesAsync();
        return NoContent();
    }
}

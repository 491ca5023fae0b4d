// One row, counts, sums, groups, and a set that is read but not returned.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("trips")]
public sealed class TripsController(TravelContext context) : ControllerBase
{
    [HttpGet("{id:int}")]
    public async Task<ActionResult<Trip>> Get(int id) => await context.Trips.FirstOrDefaultAsync(t => t.Id == id) is { } trip ? trip : NotFound();

    [HttpGet("count")]
    public async Task<int> Count() => await context.Trips.CountAsync();

    [HttpGet("by-town")]
    public async Task<IActionResult> ByTown() => Ok(await context.Trips.GroupBy(t => t.Town).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());

    [HttpGet("longest")]
    public async Task<IActionResult> Longest()
    {
        var trips = await context.Trips.ToListAsync();
        return Ok(trips.OrderByDescending(t => t.Days).FirstOrDefault());
    }

    [HttpGet("average")]
    public async Task<IActionResult> Average()
    {
        var trips = await context.Trips.Where(t => t.Days > 1).ToListAsync();
        return Ok(new { average = trips.Average(t => t.Days), any = trips.Count > 0 });
    }

    [HttpGet("towns")]
    public async Task<IActionResult> Towns() => Ok(await context.Trips.Select(t => t.Town).Distinct().ToListAsync());
}

public sealed class Trip
{
    public int Id { get; set; }
    public string Town { get; set; } = "";
    public int Days { get; set; }
}

public sealed class TravelContext(DbContextOptions<TravelContext> options) : DbContext(options)
{
    public DbSet<Trip> Trips => Set<Trip>();
}

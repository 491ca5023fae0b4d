// Packages could not be had: the shape of the calls still says it.
//? without Microsoft.EntityFrameworkCore
//? broken
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("boats")]
public class BoatsController : ControllerBase
{
    private readonly HarbourDbContext _context;

    public BoatsController(HarbourDbContext context)
    {
        _context = context;
    }

    [HttpGet]
    public async Task<ActionResult<IEnumerable<Boat>>> GetBoats()
    {
        var boats = await _context.Boats.Include(b => b.Berth).ToListAsync(); //! BS0004: every stored Boat
        return Ok(boats);
    }

    [HttpGet("page")]
    public async Task<ActionResult<IEnumerable<Boat>>> GetPage(int page)
    {
        return await _context.Boats.OrderBy(b => b.Id).Skip(page * 20).Take(20).ToListAsync();
    }

    [HttpGet("{id}")]
    public async Task<ActionResult<Boat>> GetBoat(int id)
    {
        var boat = await _context.Boats.FindAsync(id);
        return boat == null ? NotFound() : boat;
    }
}

[ApiController]
[Route("berths")]
public class BerthsController(HarbourDbContext context, AutoMapper.IMapper mapper) : ControllerBase
{
    [HttpGet]
    public async Task<IEnumerable<BerthRow>> All()
    {
        var query = context.Berths.AsNoTracking().OrderBy(b => b.Id);
        return await mapper.ProjectTo<BerthRow>(query).ToListAsync(); //! BS0004: every stored Berth
    }

    [HttpGet("first")]
    public async Task<IEnumerable<BerthRow>> First() => await mapper.ProjectTo<BerthRow>(context.Berths.Take(20)).ToListAsync();
}

public sealed record BerthRow(int Id);

public class Boat
{
    public int Id { get; set; }
    public Berth Berth { get; set; }
}

public class Berth
{
    public int Id { get; set; }
}

public class HarbourDbContext : DbContext
{
    public DbSet<Boat> Boats { get; set; }
    public DbSet<Berth> Berths { get; set; }
}

// The children of one parent, the rows of listed keys, the caller's own rows, and a range with both ends.
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("repairs")]
public sealed class RepairsController(WorkshopContext context, IRepairRepository repairs) : ControllerBase
{
    [HttpGet("{id:int}/parts")]
    public async Task<ActionResult<List<Part>>> Parts(int id) => await context.Parts.Where(p => p.RepairId == id).OrderBy(p => p.Id).ToListAsync();

    [HttpGet("of/{plate}/parts")]
    public async Task<IActionResult> PartsOfCar(string plate) => Ok(await context.Parts.Where(p => p.Repair!.CarNumber == plate && p.Cents > 0).ToListAsync());

    [HttpGet("many")]
    public async Task<IActionResult> Many([FromQuery] int[] ids) => Ok(await context.Repairs.Where(r => ids.Contains(r.Id)).ToListAsync());

    [HttpGet("mine")]
    public async Task<IActionResult> Mine()
    {
        var me = User.FindFirstValue(ClaimTypes.NameIdentifier);
        return Ok(await context.Repairs.Where(r => r.MechanicId == me).ToListAsync());
    }

    [HttpGet("between")]
    public async Task<IActionResult> Between(DateTime from, DateTime to) => Ok(await context.Repairs.Where(r => r.At >= from && r.At < to).ToListAsync());

    [HttpGet("of-car")]
    public async Task<IActionResult> OfCar(int car) => Ok(await (from r in context.Repairs where r.CarNumber != "" && r.Id == car select r).ToListAsync());

    [HttpGet("with/{part:int}")]
    public async Task<IActionResult> WithPart(int part) => Ok(await context.Repairs.Where(r => r.Parts.Any(p => p.Id == part)).ToListAsync());

    [HttpGet("{id:int}/parts/flat")]
    public async Task<IActionResult> Flat(int id) => Ok(await context.Repairs.Where(r => r.Id == id).SelectMany(r => r.Parts).ToListAsync());

    [HttpGet("signed")]
    public async Task<IActionResult> Signed()
    {
        var name = User.Identity!.Name;
        return Ok(await context.Repairs.Where(r => r.SignedBy == name).ToListAsync());
    }

    [HttpGet("{id:int}/parts/again")]
    public async Task<IActionResult> PartsThroughRepository(int id) => Ok(await repairs.PartsAsync(p => p.RepairId == id));
}

public interface IRepairRepository
{
    Task<List<Part>> PartsAsync(System.Linq.Expressions.Expression<Func<Part, bool>> condition);
}

public sealed class RepairRepository(WorkshopContext context) : IRepairRepository
{
    public Task<List<Part>> PartsAsync(System.Linq.Expressions.Expression<Func<Part, bool>> condition) => context.Parts.Where(condition).ToListAsync();
}

public sealed class Repair
{
    public int Id { get; set; }
    public string CarNumber { get; set; } = "";
    public string? MechanicId { get; set; }
    public string? SignedBy { get; set; }
    public DateTime At { get; set; }
    public List<Part> Parts { get; set; } = [];
}

public sealed class Part
{
    public int Id { get; set; }
    public int RepairId { get; set; }
    public Repair? Repair { get; set; }
    public int Cents { get; set; }
}

public sealed class WorkshopContext(DbContextOptions<WorkshopContext> options) : DbContext(options)
{
    public DbSet<Repair> Repairs => Set<Repair>();
    public DbSet<Part> Parts => Set<Part>();
}

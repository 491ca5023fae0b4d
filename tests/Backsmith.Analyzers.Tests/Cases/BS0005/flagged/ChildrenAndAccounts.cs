// What hangs on an owned record is reached by its parent's key or by its own; others' accounts are changed; several records are removed at once.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Driver
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Name { get; set; } = "";
}

public class Trip
{
    public int Id { get; set; }
    public int DriverId { get; set; }
    public string Status { get; set; } = "";
    public string Notes { get; set; } = "";
}

public class Stop
{
    public int Id { get; set; }
    public int TripId { get; set; }
    public Trip? Trip { get; set; }
    public string Place { get; set; } = "";
}

public class FleetContext(DbContextOptions<FleetContext> options) : DbContext(options)
{
    public DbSet<Driver> Drivers => Set<Driver>();
    public DbSet<Trip> Trips => Set<Trip>();
    public DbSet<Stop> Stops => Set<Stop>();
}

public static class Callers
{
    public static bool TryGetDriver(this ClaimsPrincipal user, out int id) => int.TryParse(user.FindFirstValue("driver"), out id);
}

public abstract class FleetController : ControllerBase
{
    protected int DriverId => User.TryGetDriver(out var id) ? id : throw new InvalidOperationException();
}

public record TripNotes(string Text, int DriverId);

[ApiController]
[Authorize]
[Route("trips")]
public class TripsController(FleetContext db, ILogger<TripsController> log) : FleetController
{
    [HttpGet]
    public async Task<List<Trip>> Mine()
    {
        var me = DriverId;
        return await db.Trips.Where(t => t.DriverId == me).Take(100).ToListAsync();
    }

    [HttpGet("{id}")]
    public async Task<Trip?> Get(int id)
    {
        log.LogInformation("Driver {Driver} asks for trip {Trip}", DriverId, id);
        return await db.Trips.FindAsync(id); //! BS0005: can read any Trip
    }

    [HttpPut("{id}/notes")]
    public async Task<IActionResult> Note(int id, TripNotes notes)
    {
        var trip = await db.Trips.FindAsync(id); //! BS0005: can change any Trip
        if (trip is null || trip.DriverId != notes.DriverId)
        {
            return NotFound();
        }

        trip.Notes = notes.Text;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPost("{id}/cancel")]
    public async Task<IActionResult> Cancel(int id)
    {
        var trip = await db.Trips.FindAsync(id); //! BS0005: can change any Trip
        trip!.Status = "cancelled";
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete]
    public Task Remove([FromBody] int[] ids) => db.Trips.Where(t => ids.Contains(t.Id)).ExecuteDeleteAsync(); //! BS0005: can delete any Trip

    [HttpGet("{id}/stops")]
    public Task<List<Stop>> Stops(int id) => db.Stops.Where(s => s.TripId == id).ToListAsync(); //! BS0005: can reach the Stop records of any Trip

    [HttpDelete("stops/{id}")]
    public async Task<IActionResult> RemoveStop(int id)
    {
        var stop = await db.Stops.Include(s => s.Trip).FirstOrDefaultAsync(s => s.Id == id);
        if (stop?.Trip?.DriverId != DriverId)
        {
            return NotFound();
        }

        db.Remove(stop);
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("stops/{id}")]
    public async Task<IActionResult> MoveStop(int id, [FromBody] string place)
    {
        var stop = await db.Stops.FindAsync(id); //! BS0005: 'Trip.DriverId'
        stop!.Place = place;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("/drivers/me")]
    public async Task<IActionResult> RenameMe([FromBody] string name)
    {
        var me = DriverId;
        var driver = await db.Drivers.FirstAsync(d => d.Id == me);
        driver.Name = name;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("/drivers/{id}")]
    public async Task<IActionResult> Rename(int id, [FromBody] string name)
    {
        var driver = await db.Drivers.FindAsync(id); //! BS0005: can change the Driver of anybody else
        driver!.Name = name;
        await db.SaveChangesAsync();
        return NoContent();
    }
}

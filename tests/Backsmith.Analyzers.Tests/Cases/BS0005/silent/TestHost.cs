// Test code may reach what it tests.
//? assembly Shop.Tests
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Thing
{
    public int Id { get; set; }
    public string OwnerId { get; set; } = "";
}

public class ThingContext(DbContextOptions<ThingContext> options) : DbContext(options)
{
    public DbSet<Thing> Things => Set<Thing>();
}

[ApiController]
[Authorize]
[Route("things")]
public class ThingsController(ThingContext db) : ControllerBase
{
    [HttpGet]
    public Task<List<Thing>> Mine() => db.Things.Where(t => t.OwnerId == User.FindFirstValue("sub")).ToListAsync();

    [HttpDelete("{id}")]
    public Task Delete(int id) => db.Things.Where(t => t.Id == id).ExecuteDeleteAsync();
}

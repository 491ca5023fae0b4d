// A generic repository, a check that says true or false in words, and a look-up in rows that were read before.
using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Device
{
    public int Id { get; set; }
    public string Serial { get; set; } = "";
    public int RoomId { get; set; }
}

public sealed class Inventory(DbContextOptions<Inventory> options) : DbContext(options);

public interface IRepository<T> where T : class
{
    Task<bool> AnyAsync(Expression<Func<T, bool>> where);
    Task<List<T>> ListAsync(Expression<Func<T, bool>> where);
    Task InsertAsync(T row);
}

public sealed class Repository<T>(Inventory inventory) : IRepository<T> where T : class
{
    public Task<bool> AnyAsync(Expression<Func<T, bool>> where) => inventory.Set<T>().AnyAsync(where);

    public Task<List<T>> ListAsync(Expression<Func<T, bool>> where) => inventory.Set<T>().Where(where).ToListAsync();

    public async Task InsertAsync(T row)
    {
        inventory.Set<T>().Add(row);
        await inventory.SaveChangesAsync();
    }
}

[ApiController]
public sealed class DevicesController(IRepository<Device> devices) : ControllerBase
{
    [HttpPost("a")]
    public async Task<IActionResult> Add(string serial)
    {
        if (await devices.AnyAsync(d => d.Serial == serial)) //! BS0002: Device
            return Conflict();
        await devices.InsertAsync(new Device { Serial = serial });
        return Ok();
    }

    [HttpPost("b")]
    public async Task<IActionResult> AddAsked(string serial)
    {
        if (await IsKnownAsync(serial) == false) //! BS0002: Device
            await devices.InsertAsync(new Device { Serial = serial });
        return Ok();
    }

    [HttpPost("c")]
    public async Task<IActionResult> AddToRoom(string serial, int room)
    {
        var inRoom = await devices.ListAsync(d => d.RoomId == room); //! BS0002: Device
        if (inRoom.Any(d => d.Serial == serial))
            ModelState.AddModelError("serial", "It is there.");
        if (!ModelState.IsValid)
            return BadRequest();
        await devices.InsertAsync(new Device { Serial = serial, RoomId = room });
        return Ok();
    }

    private async Task<bool> IsKnownAsync(string serial)
    {
        if (await devices.AnyAsync(d => d.Serial == serial))
        {
            return true;
        }

        return false;
    }
}

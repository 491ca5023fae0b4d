// No account is needed where the request proves itself: a webhook's signature, a partner's key, a link with a token.
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Parcel
{
    public int Id { get; set; }
    public string CustomerId { get; set; } = "";
    public string TrackingToken { get; set; } = "";
    public string State { get; set; } = "";
}

public class ParcelContext(DbContextOptions<ParcelContext> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();
}

public record StateChanged(int ParcelId, string State);

[ApiController]
[Route("parcels")]
public class ParcelsController(ParcelContext db, IConfiguration configuration) : ControllerBase
{
    [Authorize]
    [HttpGet("{id}")]
    public async Task<Parcel?> Get(int id)
    {
        var me = User.FindFirstValue(ClaimTypes.NameIdentifier);
        return await db.Parcels.FirstOrDefaultAsync(p => p.Id == id && p.CustomerId == me);
    }

    [HttpPost("webhook")]
    public async Task<IActionResult> Changed(StateChanged change)
    {
        var sent = Convert.FromHexString(Request.Headers["X-Signature"].ToString());
        var expected = HMACSHA256.HashData(Convert.FromBase64String(configuration["Carrier:Key"]!), BitConverter.GetBytes(change.ParcelId));
        if (!CryptographicOperations.FixedTimeEquals(sent, expected))
        {
            return Unauthorized();
        }

        var parcel = await db.Parcels.FindAsync(change.ParcelId);
        parcel!.State = change.State;
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpGet("track/{id}")]
    public Task<Parcel?> Track(int id, string token) => db.Parcels.FirstOrDefaultAsync(p => p.Id == id && p.TrackingToken == token);

    [Authorize(AuthenticationSchemes = "ApiKey")]
    [HttpGet("partner/{id}")]
    public async Task<Parcel?> ForPartner(int id) => await db.Parcels.FindAsync(id);
}

// The model filters every query by the caller: no endpoint can forget it.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Letter
{
    public int Id { get; set; }
    public string OwnerId { get; set; } = "";
}

public class CurrentUser(IHttpContextAccessor http)
{
    public string Id => http.HttpContext!.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
}

public class LetterContext(DbContextOptions<LetterContext> options, CurrentUser user) : DbContext(options)
{
    private readonly string userId = user.Id;

    public DbSet<Letter> Letters => Set<Letter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Letter>().HasQueryFilter(l => l.OwnerId == userId);
}

[ApiController]
[Authorize]
[Route("letters")]
public class LettersController(LetterContext db, CurrentUser user) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Write()
    {
        db.Letters.Add(new Letter { OwnerId = user.Id });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        var letter = await db.Letters.FirstOrDefaultAsync(l => l.Id == id);
        if (letter is null)
        {
            return NotFound();
        }

        db.Letters.Remove(letter);
        await db.SaveChangesAsync();
        return NoContent();
    }
}

// Administrators set the role, the code sets it, or what is sent is held against what is allowed.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Member
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string Role { get; set; } = "Reader";
    public bool IsAdmin { get; set; }
}

public sealed class Actor
{
    public int Id { get; set; }
    public string Film { get; set; } = "";
    public string Role { get; set; } = "";
}

public sealed record Registration(string Email, string PasswordHash, string Role, bool IsAdmin);

public sealed record Part(string Film, string Role);

public sealed class Library(DbContextOptions<Library> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Actor> Actors => Set<Actor>();
}

[ApiController]
[Route("members")]
public sealed class MembersController(Library library) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Register(Registration registration)
    {
        library.Members.Add(new Member { Email = registration.Email, PasswordHash = registration.PasswordHash, Role = "Reader", IsAdmin = false });
        await library.SaveChangesAsync();
        return Ok();
    }

    [Authorize(Roles = "Admin")]
    [HttpPut("{id}")]
    public async Task<IActionResult> Promote(int id, Registration registration)
    {
        var member = await library.Members.FirstAsync(m => m.Id == id);
        (member.Role, member.IsAdmin) = (registration.Role, registration.IsAdmin);
        member.Role = registration.Role;
        await library.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("allowed")]
    public async Task<IActionResult> Allowed(Registration registration)
    {
        if (registration.Role is not ("Reader" or "Author"))
            return BadRequest();
        library.Members.Add(new Member { Email = registration.Email, Role = registration.Role });
        await library.SaveChangesAsync();
        return Ok();
    }

    [Authorize]
    [HttpPost("parts")]
    public async Task<IActionResult> Cast(Part part)
    {
        library.Actors.Add(new Actor { Film = part.Film, Role = part.Role });
        await library.SaveChangesAsync();
        return Ok();
    }
}

// A new account takes its role, or a flag, from the request; a role is added by the caller's word.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
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

public sealed record Registration(string Email, string PasswordHash, string? Role);

public sealed record Profile(string Email, bool IsAdmin);

public sealed class Library(DbContextOptions<Library> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();
}

[ApiController]
[Route("members")]
public sealed class MembersController(Library library, UserManager<IdentityUser> users) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Register(Registration registration)
    {
        library.Members.Add(new Member
        {
            Email = registration.Email,
            PasswordHash = registration.PasswordHash,
            Role = registration.Role ?? "Reader", //! BS0015: 'Member.Role'
        });
        await library.SaveChangesAsync();
        return Ok();
    }

    [Authorize]
    [HttpPut("me")]
    public async Task<IActionResult> Change(Profile profile)
    {
        var email = User.Identity!.Name;
        var member = await library.Members.FirstAsync(m => m.Email == email);
        member.IsAdmin = profile.IsAdmin; //! BS0015: Any signed-in user
        await library.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("identity")]
    public async Task<IActionResult> Identity(Registration registration)
    {
        var user = new IdentityUser(registration.Email);
        await users.CreateAsync(user);
        await users.AddToRoleAsync(user, registration.Role!); //! BS0015: role
        return Ok();
    }
}

// Failures are counted, by Identity or by the application, or the caller is signed in already.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

public sealed record Credentials(string Email, string Password);

public sealed record PasswordChange(string OldPassword, string NewPassword);

public sealed class Person
{
    public int Id { get; set; }
    public string PasswordHash { get; set; } = "";
    public int FailedAttempts { get; set; }
}

[ApiController]
[Route("account")]
public sealed class AccountController(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users, IPasswordHasher<Person> hasher, IConfiguration configuration) : ControllerBase
{
    [HttpPost("login")]
    public async Task<IActionResult> Login(Credentials credentials) =>
        (await signIn.PasswordSignInAsync(credentials.Email, credentials.Password, false, lockoutOnFailure: true)).Succeeded ? Ok() : Unauthorized();

    [HttpPost("configured")]
    public async Task<IActionResult> Configured(Credentials credentials) =>
        (await signIn.PasswordSignInAsync(credentials.Email, credentials.Password, false, configuration.GetValue<bool>("Lockout"))).Succeeded ? Ok() : Unauthorized();

    [HttpPost("token")]
    public async Task<IActionResult> Token(Credentials credentials)
    {
        var user = await users.FindByEmailAsync(credentials.Email);
        if (user is null || await users.IsLockedOutAsync(user))
            return Unauthorized();
        if (await users.CheckPasswordAsync(user, credentials.Password))
            return Ok();
        await users.AccessFailedAsync(user);
        return Unauthorized();
    }

    [HttpPost("own")]
    public IActionResult Own(Credentials credentials, [FromServices] Dictionary<string, Person> people)
    {
        var person = people[credentials.Email];
        if (person.FailedAttempts > 5)
            return StatusCode(429);
        if (hasher.VerifyHashedPassword(person, person.PasswordHash, credentials.Password) != PasswordVerificationResult.Failed)
            return Ok();
        person.FailedAttempts++;
        return Unauthorized();
    }

    [Authorize]
    [HttpPost("password")]
    public async Task<IActionResult> Change(PasswordChange change)
    {
        var user = await users.GetUserAsync(User);
        return await users.CheckPasswordAsync(user!, change.OldPassword) ? Ok() : BadRequest();
    }
}

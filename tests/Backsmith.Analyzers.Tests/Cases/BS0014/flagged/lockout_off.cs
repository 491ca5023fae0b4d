// Identity is told not to lock the account, by position or by name.
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

public sealed record Credentials(string Email, string Password);

[ApiController]
[Route("account")]
public sealed class AccountController(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users) : ControllerBase
{
    [HttpPost("login")]
    public async Task<IActionResult> Login(Credentials credentials)
    {
        var result = await signIn.PasswordSignInAsync(credentials.Email, credentials.Password, isPersistent: true, lockoutOnFailure: false); //! BS0014: 'PasswordSignInAsync'
        return result.Succeeded ? Ok() : Unauthorized();
    }

    [HttpPost("token")]
    public async Task<IActionResult> Token(Credentials credentials)
    {
        var user = await users.FindByEmailAsync(credentials.Email);
        if (user is null)
            return Unauthorized();
        var result = await signIn.CheckPasswordSignInAsync(user, credentials.Password, false); //! BS0014: lockoutOnFailure
        return result.Succeeded ? Ok() : Unauthorized();
    }
}

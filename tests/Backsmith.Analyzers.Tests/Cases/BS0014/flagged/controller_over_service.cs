// A controller hands the password to a service behind an interface, which asks UserManager.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

public sealed class SignInRequest
{
    public string UserName { get; set; } = "";
    public string Password { get; set; } = "";
}

public interface IAuthService
{
    Task<string?> SignInAsync(SignInRequest request);
}

public sealed class AuthService(UserManager<IdentityUser> users) : IAuthService
{
    public async Task<string?> SignInAsync(SignInRequest request)
    {
        var user = await users.FindByNameAsync(request.UserName);
        return user is not null && await users.CheckPasswordAsync(user, request.Password) ? user.Id : null;
    }
}

[ApiController]
[Route("auth")]
public sealed class AuthController(IAuthService auth) : ControllerBase
{
    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(SignInRequest request)
    {
        var token = await auth.SignInAsync(request); //! BS0014: 'AuthController.SignIn'
        return token is null ? Unauthorized() : Ok(token);
    }
}

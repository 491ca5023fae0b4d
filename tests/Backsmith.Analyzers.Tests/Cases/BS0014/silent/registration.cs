// Registration and reset compare a password with its repetition, not with what is stored.
using Microsoft.AspNetCore.Mvc;

public sealed class Registration
{
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";
    public string ConfirmPassword { get; set; } = "";
}

[ApiController]
[Route("register")]
public sealed class RegisterController(IList<string> rejected) : ControllerBase
{
    [HttpPost]
    public IActionResult Register(Registration registration)
    {
        if (registration.Password != registration.ConfirmPassword || !IsValidPassword(registration.Password) || rejected.Contains(registration.Password))
            return BadRequest();
        return Ok();
    }

    private static bool IsValidPassword(string password) => password.Length >= 12;
}

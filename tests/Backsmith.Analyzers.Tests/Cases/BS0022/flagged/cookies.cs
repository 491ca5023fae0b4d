// Cookies of tokens and sessions without options, with options that lack a flag, or that switch one off.
using Microsoft.AspNetCore.Mvc;

[ApiController]
[Route("session")]
public sealed class SessionController : ControllerBase
{
    private const string RefreshCookie = "refresh_token";

    [HttpPost]
    public IActionResult Open(string token)
    {
        Response.Cookies.Append("access_token", token); //! BS0022: HttpOnly and Secure
        Response.Cookies.Append(RefreshCookie, token, new CookieOptions { HttpOnly = true, Expires = DateTimeOffset.UtcNow.AddDays(7) }); //! BS0022: without Secure
        var options = new CookieOptions //! BS0022: without HttpOnly
        {
            Secure = true,
            HttpOnly = false,
        };
        Response.Cookies.Append("session", token, options);
        var later = new CookieOptions(); //! BS0022: without Secure
        later.HttpOnly = true;
        Response.Cookies.Append("jwt", token, later);
        return Ok();
    }
}

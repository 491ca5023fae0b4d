// Both flags are set, or the cookie proves nothing, or a script has to read it.
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

[ApiController]
[Route("session")]
public sealed class SessionController(IAntiforgery antiforgery, IHostEnvironment environment) : ControllerBase
{
    [HttpPost]
    public IActionResult Open(string token, string theme, CookieOptions given)
    {
        Response.Cookies.Append("access_token", token, new CookieOptions { HttpOnly = true, Secure = true });
        Response.Cookies.Append("refresh_token", token, new CookieOptions { HttpOnly = true, Secure = !environment.IsDevelopment() });
        Response.Cookies.Append("theme", theme);
        Response.Cookies.Append("culture", theme, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddYears(1) });
        Response.Cookies.Append("XSRF-TOKEN", antiforgery.GetAndStoreTokens(HttpContext).RequestToken!, new CookieOptions { HttpOnly = false });
        Response.Cookies.Append("session", token, given);
        var options = new CookieOptions { Secure = true };
        options.HttpOnly = true;
        Response.Cookies.Append("session", token, options);
        Response.Cookies.Delete("session");
        return Ok();
    }
}

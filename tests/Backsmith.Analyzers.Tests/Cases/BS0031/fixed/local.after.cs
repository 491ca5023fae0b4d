// The whole address is the client's.
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController : Controller
{
    [HttpPost]
    public async Task<IActionResult> SignIn(string returnUrl)
    {
        await Task.Yield();
        return this.LocalRedirect(returnUrl); // back
    }

    [HttpGet]
    public ActionResult Moved(string url) => LocalRedirectPermanent(url);

    [HttpGet]
    public RedirectResult Typed(string url) => Redirect(url);

    public static void Map(WebApplication app) => app.MapGet("/go", (string to) => Results.LocalRedirect(to));
}

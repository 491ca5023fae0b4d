// The whole address is the client's.
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController : Controller
{
    [HttpPost]
    public async Task<IActionResult> SignIn(string returnUrl)
    {
        await Task.Yield();
        return this.Redirect(returnUrl); // back
    }

    [HttpGet]
    public ActionResult Moved(string url) => RedirectPermanent(url);

    [HttpGet]
    public RedirectResult Typed(string url) => Redirect(url);

    public static void Map(WebApplication app) => app.MapGet("/go", (string to) => Results.Redirect(to));
}

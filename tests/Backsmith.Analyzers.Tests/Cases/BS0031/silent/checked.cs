// Addresses that were asked for being local, refused unless their host is known, or redirected to with LocalRedirect.
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController : Controller
{
    private static readonly HashSet<string> Hosts = ["shop.example", "help.example"];

    [HttpPost]
    public IActionResult SignIn(string? returnUrl)
    {
        if (Url.IsLocalUrl(returnUrl))
            return Redirect(returnUrl);
        return RedirectToAction("Index", "Home");
    }

    [HttpPost]
    public IActionResult SignOut(string? returnUrl = null)
    {
        if (string.IsNullOrEmpty(returnUrl) || !Url.IsLocalUrl(returnUrl))
            returnUrl = "/";
        return Redirect(returnUrl);
    }

    [HttpPost]
    public IActionResult Register(string returnUrl) => Go(returnUrl);

    [HttpGet]
    public IActionResult Local(string returnUrl) => LocalRedirect(returnUrl);

    [HttpGet]
    public IActionResult Known(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !Hosts.Contains(uri.Host))
            return BadRequest();
        return Redirect(address);
    }

    [HttpGet]
    public IActionResult SameHost(string address)
    {
        var uri = new Uri(address);
        return uri.Host == Request.Host.Host ? Redirect(uri.ToString()) : BadRequest();
    }

    [HttpGet]
    public IActionResult Judged(string returnUrl)
    {
        if (!IsAllowed(returnUrl))
            throw new InvalidOperationException("No.");
        return Redirect(returnUrl);
    }

    private IActionResult Go(string url) => Url.IsLocalUrl(url) ? Redirect(url) : Redirect("/");

    private static bool IsAllowed(string url) => url.StartsWith("https://shop.example/", StringComparison.Ordinal);
}

// Controllers and pages that send the browser on to the address they were given.
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

public sealed class AccountController : Controller
{
    [HttpPost]
    public IActionResult SignIn(SignInForm form, string? returnUrl = null)
    {
        returnUrl ??= "/";
        if (form.Name.Length == 0)
            return Redirect(form.ReturnUrl); //! BS0031: 'ControllerBase.Redirect'
        return Redirect(returnUrl); //! BS0031: 'returnUrl' of 'AccountController.SignIn' comes from outside
    }

    [HttpGet]
    public IActionResult Out(string url) => new RedirectResult(url, permanent: false); //! BS0031

    [HttpGet]
    public void Plain() => Response.Redirect(Request.Query["next"]!); //! BS0031

    [HttpGet]
    public IActionResult Secure(string host) => RedirectPermanent($"https://{host}/start"); //! BS0031

    [HttpGet]
    public IActionResult Known(string url) => string.IsNullOrEmpty(url) ? RedirectToAction("SignIn") : Done(url);

    private IActionResult Done(string target)
    {
        var address = target;
        return Redirect(address); //! BS0031
    }
}

public sealed record SignInForm(string Name, string ReturnUrl);

public sealed class SignedOutModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public IActionResult OnGet() => Redirect(Next ?? "/"); //! BS0031
}

// The address is what a store of known addresses was asked about, and an empty answer leaves.
using Microsoft.AspNetCore.Mvc;

public interface IInteraction
{
    Task<string?> GetAuthorizationContextAsync(string? returnUrl);
}

public sealed class AccountController(IInteraction interaction) : Controller
{
    [HttpPost]
    public async Task<IActionResult> SignIn(string returnUrl)
    {
        var context = await interaction.GetAuthorizationContextAsync(returnUrl);
        if (context != null)
            return Redirect(returnUrl);
        return RedirectToAction("Index");
    }

    [HttpPost]
    public async Task<IActionResult> Consent(string returnUrl)
    {
        var request = await interaction.GetAuthorizationContextAsync(returnUrl);
        if (request is null)
            return BadRequest();
        return Redirect(returnUrl);
    }
}

// Links of the configured address, and hosts that are not mailed.
using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController(SmtpClient client, IConfiguration configuration, ILogger<AccountController> logger) : ControllerBase
{
    [HttpPost("forgot")]
    public IActionResult Forgot(string mail)
    {
        logger.LogInformation("Asked for at {Host}", Request.Host);
        client.Send(new MailMessage("shop@shop.example", mail, "Reset", $"<a href='{configuration["Site"]}/reset'>Reset</a>"));
        return Created($"https://{Request.Host}/resets/1", null);
    }
}

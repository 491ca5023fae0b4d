// A host that is compared with the known ones before its link is mailed.
using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController(SmtpClient client) : ControllerBase
{
    private static readonly HashSet<string> Hosts = ["shop.example", "shop.test"];

    [HttpPost("forgot")]
    public IActionResult Forgot(string mail)
    {
        var host = Request.Host.Value!;
        if (!Hosts.Contains(host))
            return BadRequest();
        client.Send(new MailMessage("shop@shop.example", mail, "Reset", $"<a href='https://{host}/reset'>Reset</a>"));
        return Ok();
    }
}

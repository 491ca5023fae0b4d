// A password reset is mailed with a link to the host, or the origin, that the request named.
using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;

public sealed class AccountController(Mailer mailer) : ControllerBase
{
    [HttpPost("forgot")]
    public IActionResult Forgot(string mail)
    {
        var link = $"{Request.Scheme}://{Request.Host}/reset?token={Guid.NewGuid()}";
        mailer.Send(mail, "Reset", "<a href=\"" + link + "\">Reset your password</a>"); //! BS0039: MailMessage.Body
        return Ok();
    }

    [HttpPost("verify")]
    public IActionResult Verify(string mail)
    {
        mailer.SendVerification(mail, Request.Headers["origin"]!);
        return Ok();
    }
}

public sealed class Mailer(SmtpClient client)
{
    public void Send(string to, string subject, string html)
    {
        using var message = new MailMessage("shop@shop.example", to) { Subject = subject };
        message.Body = html;
        client.Send(message);
    }

    public void SendVerification(string to, string origin)
    {
        var address = $"{origin}/verify?token=1";
        client.Send(new MailMessage("shop@shop.example", to, "Verify", $"<p>Open {address}</p>")); //! BS0039: header of the request
    }
}

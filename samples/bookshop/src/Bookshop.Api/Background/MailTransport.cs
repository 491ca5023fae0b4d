using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Bookshop.Api.Background;

public interface IMailTransport
{
    /// <exception cref="MailFailedException">The server did not take the mail.</exception>
    Task SendAsync(string recipient, string subject, string body, CancellationToken cancellationToken);
}

public sealed class MailFailedException(string message, Exception inner) : Exception(message, inner);

public sealed class SmtpMailTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task SendAsync(string recipient, string subject, string body, CancellationToken cancellationToken)
    {
        var mail = options.Value;
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = true };
        if (mail.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(mail.User, mail.Password);
        }

        using var message = new MailMessage(mail.From, recipient, subject, body);
        try
        {
            await client.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpException exception)
        {
            throw new MailFailedException("The mail server refused the mail.", exception);
        }
    }
}

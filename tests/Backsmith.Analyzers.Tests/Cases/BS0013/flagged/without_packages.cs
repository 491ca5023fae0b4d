// A client whose package could not be had: the callback is known by its name.
//? broken
using Parcel.Mail;

public sealed class Letters
{
    public void Send(string text)
    {
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = (s, c, h, e) => true, //! BS0013: 'Send'
        };
        var other = new ImapClient();
        other.ServerCertificateValidationCallback = (s, c, h, e) => { return true; }; //! BS0013
        other.ServerCertificateValidationCallback += (s, c, h, e) => true; //! BS0013
        var careful = new SmtpClient { ServerCertificateValidationCallback = (s, c, h, e) => e == 0 };
        client.Send(text);
    }
}

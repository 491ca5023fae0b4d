// The host that a proxy is said to have seen, in a mail of a minimal endpoint whose mail package cannot be had.
//? broken
using MimeKit;

var app = WebApplication.Create(args);
app.MapPost("/invite", (HttpContext context, Invitations invitations) =>
{
    var host = context.Request.Headers["X-Forwarded-Host"].ToString();
    invitations.Send("https://" + host + "/join");
});
app.Run();

public sealed class Invitations
{
    public void Send(string link)
    {
        var body = new BodyBuilder { HtmlBody = $"<a href='{link}'>Join</a>" }; //! BS0039
        var message = new MimeMessage { Body = body.ToMessageBody() };
    }
}

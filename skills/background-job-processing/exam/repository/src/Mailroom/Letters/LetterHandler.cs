using System.Text.Json;
using Mailroom.Jobs;

namespace Mailroom.Letters;

public sealed record Letter(string Recipient, string Text);

public sealed class LetterHandler(IMailTransport transport) : IJobHandler
{
    public const string LetterType = "letter";

    public string Type => LetterType;

    public Task HandleAsync(Job job, CancellationToken cancellationToken)
    {
        var letter = JsonSerializer.Deserialize<Letter>(job.Payload)!;
        return transport.SendAsync(Guid.NewGuid().ToString("N"), letter.Recipient, letter.Text, cancellationToken);
    }
}

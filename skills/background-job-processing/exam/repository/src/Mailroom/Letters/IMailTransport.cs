namespace Mailroom.Letters;

/// <summary>The mail server.</summary>
public interface IMailTransport
{
    /// <summary>Sends a letter; a key that was sent before is not sent again by servers that know keys.</summary>
    Task SendAsync(string key, string recipient, string text, CancellationToken cancellationToken);
}

/// <summary>The server is away for a while.</summary>
public sealed class MailUnavailableException(TimeSpan retryAfter) : Exception("The mail server is not available.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The server will never take this letter.</summary>
public sealed class MailRefusedException(string message) : Exception(message);

/// <summary>Stands in for a server during development.</summary>
public sealed class LoggedMail(ILogger<LoggedMail> logger) : IMailTransport
{
    public Task SendAsync(string key, string recipient, string text, CancellationToken cancellationToken)
    {
        logger.LogInformation("Letter {Key} of {Length} characters", key, text.Length);
        return Task.CompletedTask;
    }
}

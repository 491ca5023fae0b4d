// Methods that [LoggerMessage] fills in, and the console of a service.
//? broken
public sealed record Reset(string Phone, string ResetToken);

public static partial class Messages
{
    [LoggerMessage(1, LogLevel.Information, "Reset link {Link} sent")]
    public static partial void ResetSent(this ILogger logger, string link);
}

public sealed class ResetMail(ILogger<ResetMail> logger)
{
    public void Send(Reset reset)
    {
        logger.ResetSent("https://shop.example/reset?token=" + reset.ResetToken); //! BS0006
        Console.WriteLine($"Sent to {reset.Phone}"); //! BS0006
    }
}

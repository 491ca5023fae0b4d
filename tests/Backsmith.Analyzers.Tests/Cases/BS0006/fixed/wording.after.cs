// Lists of names and values, messages that are composed in place, and asterisks where no sentence would be left.
public sealed record Attempt(string User, string Password, string Email, string Phone, string ResetToken, string ApiKey, string CardNumber, string Ip);

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Lists(Attempt a)
    {
        logger.LogInformation("Login: user={User}", a.User);
        logger.LogInformation("Ip: {Ip}", a.Ip);
        logger.LogInformation("Contact of {User}: ***", a.User);
    }

    public void Masks(Exception error, Attempt a)
    {
        logger.LogInformation("*** signed in");
        logger.LogInformation("Password: ***");
        logger.LogInformation("Calling /reset?token=***&user={User}", a.User);
        logger.LogError(error, "Token=***");
    }

    public void Composed(Attempt a)
    {
        logger.LogDebug($"User {a.User} tried password.");
        logger.LogDebug("Sent to ***");
        logger.LogDebug("User " + a.User + " signed in");
        logger.LogDebug("Mail was sent");
        logger.LogDebug("*** signed in");
    }
}

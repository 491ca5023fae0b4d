// Lists of names and values, messages that are composed in place, and asterisks where no sentence would be left.
public sealed record Attempt(string User, string Password, string Email, string Phone, string ResetToken, string ApiKey, string CardNumber, string Ip);

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Lists(Attempt a)
    {
        logger.LogInformation("Login: user={User}, password={Password}", a.User, a.Password);
        logger.LogInformation("Email: {Email}, Ip: {Ip}", a.Email, a.Ip);
        logger.LogInformation("Contact of {User}: {Phone} and {Email}", a.User, a.Phone, a.Email);
    }

    public void Masks(Exception error, Attempt a)
    {
        logger.LogInformation("{Email} signed in", a.Email);
        logger.LogInformation("Password: {Password}", a.Password);
        logger.LogInformation("Calling /reset?token={Token}&user={User}", a.ResetToken, a.User);
        logger.LogError(error, "Token={Token}", a.ResetToken);
    }

    public void Composed(Attempt a)
    {
        logger.LogDebug($"User {a.User} tried password {a.Password}.");
        logger.LogDebug($"Sent to {a.Phone}");
        logger.LogDebug("User " + a.User + " signed in with password " + a.Password);
        logger.LogDebug("Mail for " + a.Email + " was sent");
        logger.LogDebug($"{a.Email} signed in");
    }
}

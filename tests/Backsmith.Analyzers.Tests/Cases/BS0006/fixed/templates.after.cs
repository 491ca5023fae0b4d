// The value goes with its placeholder and the words that only announce it; where no sentence would be left, asterisks stand for it.
public sealed record Attempt(string User, string Password, string Email, string Phone, string ResetToken, string ApiKey, string CardNumber, string Ip);

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Labels(Attempt a)
    {
        logger.LogWarning("User {User} signed in", a.User);
        logger.LogWarning("Sign-in to account {AccountId} failed", 1);
        logger.LogWarning("An API request was received with an invalid API key");
        logger.LogWarning("Sign-in failed for user {User}, wrong password", a.User);
        logger.LogWarning("Sign-in from {Ip} failed", a.Ip);
        logger.LogInformation("Could not send mail: {Reason}", "full");
        logger.LogInformation("Sending reset link");
        logger.LogInformation("Reset link {Link} queued for customer {CustomerId}", "/reset?token=***", 1);
        logger.LogInformation("Charging order {OrderNumber}: {Charge}", "A1", $"{a.User} ***");
        logger.LogInformation("Generated token");
        logger.LogInformation("Created user with role {Role}.", "admin");
        logger.LogInformation("User {Id} was created", 1);
    }
}

// The value goes with its placeholder and the words that only announce it; where no sentence would be left, asterisks stand for it.
public sealed record Attempt(string User, string Password, string Email, string Phone, string ResetToken, string ApiKey, string CardNumber, string Ip);

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Labels(Attempt a)
    {
        logger.LogWarning("User {User} signed in with {Password}", a.User, a.Password);
        logger.LogWarning("Sign-in to account {AccountId} failed with password {Attempt}", 1, a.Password);
        logger.LogWarning("An API request was received with an invalid API key: {ApiKey}", a.ApiKey);
        logger.LogWarning("Sign-in failed for user {User}, wrong password '{Password}'", a.User, a.Password);
        logger.LogWarning("Sign-in from {Ip} with email {Email} failed", a.Ip, a.Email);
        logger.LogInformation("Could not send mail to {Email}: {Reason}", a.Email, "full");
        logger.LogInformation("Sending reset link to {Email}", a.Email);
        logger.LogInformation("Reset link {Link} queued for customer {CustomerId}", "/reset?token=" + a.ResetToken, 1);
        logger.LogInformation("Charging order {OrderNumber}: {Charge}", "A1", $"{a.User} {a.CardNumber}");
        logger.LogInformation("Generated token: {Token}", a.ResetToken);
        logger.LogInformation("Created user {Email} with role {Role}.", a.Email, "admin");
        logger.LogInformation("User {Id} ({Email}) was created", 1, a.Email);
    }
}

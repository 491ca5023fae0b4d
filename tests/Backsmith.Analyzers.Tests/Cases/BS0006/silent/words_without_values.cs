// Templates that only speak about a password or a token.
public sealed class SignIns(ILogger<SignIns> logger)
{
    private const string PasswordChanged = "The password was changed";

    public void Failed(int accountId, string orderNumber)
    {
        logger.LogWarning("Login of account {AccountId} failed with wrong password", accountId);
        logger.LogInformation("Charging order {OrderNumber} with the stored card", orderNumber);
        logger.LogInformation(PasswordChanged);
        logger.LogInformation("Field {Field} is required", nameof(PasswordChanged));
        logger.LogInformation("Reset token of {AccountId} expired", accountId);
    }
}

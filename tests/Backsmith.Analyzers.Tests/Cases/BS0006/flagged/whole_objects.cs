// Objects that are shown with their members: a record, an object that is taken apart or serialised.
using System.Text.Json;

public sealed record SignIn(string User, string Password);

public sealed class Registration
{
    public string User { get; set; } = "";

    public Payment Payment { get; set; } = new();
}

public sealed class Payment
{
    public string CardNumber { get; set; } = "";
}

public sealed class Accounts(ILogger<Accounts> logger)
{
    public void Log(SignIn signIn, Registration registration)
    {
        logger.LogInformation("Handling {Request}", signIn); //! BS0006: 'SignIn.Password' is a secret
        logger.LogInformation($"Handling {signIn}"); //! BS0006
        logger.LogInformation("Handling {@Request}", registration); //! BS0006: 'Payment.CardNumber' is data of a card
        logger.LogInformation("Handling {Request}", JsonSerializer.Serialize(registration)); //! BS0006
    }
}

// Objects that print their type, that say themselves what they print, or that leave the secret out.
using System.Text.Json.Serialization;

public sealed class SignIn
{
    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

public sealed record Card(string CardNumber, string Holder)
{
    public override string ToString() => $"card of {Holder}";
}

public sealed record Account(string User, [property: JsonIgnore] string PasswordHash, bool HasPassword);

public sealed record Hidden(string User)
{
    [JsonIgnore]
    public string Password { get; init; } = "";
}

public sealed class Accounts(ILogger<Accounts> logger)
{
    public void Log(SignIn signIn, Card card, Account account, Hidden hidden)
    {
        logger.LogInformation("Handling {Request}", signIn);
        logger.LogInformation("Paying with {Card}", card);
        logger.LogInformation("Found {Account}", account);
        logger.LogInformation("Found {@Account}", hidden);
        logger.LogInformation("Found {User}", hidden.User);
    }
}

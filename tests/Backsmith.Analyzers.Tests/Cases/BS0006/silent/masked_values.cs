// Values that no longer show the datum: masked, hashed, cut to the last digits, counted, or only said to be there.
public sealed record Card(string CardNumber, string LastFour, bool HasCvv);

public sealed class Payments(ILogger<Payments> logger)
{
    public void Pay(Card card, string password, string email, string token)
    {
        logger.LogInformation("Card ending in {Digits}", card.CardNumber[^4..]);
        logger.LogInformation("Card ending in {Digits}", card.CardNumber.Substring(card.CardNumber.Length - 4));
        logger.LogInformation("Card {LastFour}, cvv {HasCvv}", card.LastFour, card.HasCvv);
        logger.LogInformation("Password of {Length} characters", password.Length);
        logger.LogInformation("Password given: {Given}", !string.IsNullOrEmpty(password));
        logger.LogInformation("Mail {Address}", Mask(email));
        logger.LogInformation("Mail {Address}", string.Concat(email.AsSpan(0, 2), "***"));
        logger.LogInformation("Card {Digits}", Shown(lastFourOfCardNumber: "1111"));
        logger.LogInformation("Token {Token}", "***");
        logger.LogInformation("Token {Digest}", HashOf(token));
        logger.LogInformation("Token {Present}", token is null ? "missing" : "present");
    }

    private static string Shown(string lastFourOfCardNumber) => "ending in " + lastFourOfCardNumber;

    private static string Mask(string value) => value[..1] + "***";

    private static string HashOf(string value) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value)));
}

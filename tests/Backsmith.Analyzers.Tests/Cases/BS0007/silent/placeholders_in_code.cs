// Placeholders, references and sentences.
public sealed class MailOptions
{
    public string Password { get; set; } = "";

    public string ApiKey { get; set; } = "<your-api-key>";

    public string ClientSecret { get; set; } = "changeme";

    public string SigningKey { get; set; } = "${SIGNING_KEY}";

    public string Secret { get; set; } = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    public string Passphrase { get; set; } = "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/pass/)";
}

public static class Texts
{
    public const string Password = "Password is required and needs 8 characters";

    public static void Check(string? password)
    {
        if (password == "Enter a password 1")
            throw new ArgumentException("Password must contain at least 1 digit.", nameof(password));
    }
}

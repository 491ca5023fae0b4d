// What a token or an address says about itself: its issuer, its kind, its domain, also when the type of the token is missing.
//? broken
using System.IdentityModel.Tokens.Jwt;

public sealed record Email(string Value)
{
    public string Domain => Value[(Value.IndexOf('@') + 1)..];
}

public sealed class Tokens(ILogger<Tokens> logger)
{
    public void Read(string text, Email email)
    {
        var token = new JwtSecurityTokenHandler().ReadJwtToken(text);
        logger.LogInformation("Token of {Issuer} with {Id}", token.Issuer, token.Id);
        logger.LogInformation("Mail to {Domain}", email.Domain);
    }
}

// API keys, refresh tokens and reset tokens are drawn at random: nobody guesses them, so a fast digest is right.
using System.Security.Cryptography;
using System.Text;

public sealed class Tokens
{
    public static (string Token, string Digest) Create()
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return (token, Digest(token));
    }

    public static string Digest(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static string OfApiKey(string apiKey) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)));

    public static string OfReset(string passwordResetToken) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passwordResetToken)));

    public static string OfClient(string clientSecret) => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(clientSecret)));
}

// A signature of a payload: the password-like secret is the key, not the data.
using System.Security.Cryptography;
using System.Text;

public sealed class Webhooks(string signingPassword)
{
    public string Sign(string body)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(signingPassword));
        return Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(body)));
    }

    public static bool IsValid(string password, string body, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(body)), signature);
}

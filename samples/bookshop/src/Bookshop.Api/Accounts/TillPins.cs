using System.Security.Cryptography;

namespace Bookshop.Api.Accounts;

/// <summary>The PIN with which staff open a till; kept beside the password.</summary>
public sealed class TillPins
{
    private const int SaltBytes = 16;
    private const int Iterations = 1_000;

    public string Hash(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Convert.ToHexString(salt) + ":" + Convert.ToHexString(Derive(pin, salt));
    }

    public bool Matches(string pin, string stored)
    {
        var separator = stored.IndexOf(':', StringComparison.Ordinal);
        if (separator < 0)
        {
            return false;
        }

        var salt = Convert.FromHexString(stored[..separator]);
        var expected = Convert.FromHexString(stored[(separator + 1)..]);
        return CryptographicOperations.FixedTimeEquals(Derive(pin, salt), expected);
    }

    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
}

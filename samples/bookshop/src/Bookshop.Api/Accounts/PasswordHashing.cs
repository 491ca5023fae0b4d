using System.Security.Cryptography;
using System.Text;

namespace Bookshop.Api.Accounts;

/// <summary>Stored form of a password: base64 of salt, a dot, base64 of the digest.</summary>
public sealed class PasswordHashing
{
    private const int SaltBytes = 16;

    public string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Convert.ToBase64String(salt) + "." + Convert.ToBase64String(Digest(password, salt));
    }

    public bool Matches(string password, string stored)
    {
        var parts = stored.Split('.');
        if (parts.Length != 2)
        {
            return false;
        }

        var salt = Convert.FromBase64String(parts[0]);
        return CryptographicOperations.FixedTimeEquals(Digest(password, salt), Convert.FromBase64String(parts[1]));
    }

    private static byte[] Digest(string password, byte[] salt)
    {
        byte[] material = [.. salt, .. Encoding.UTF8.GetBytes(password)];
        return SHA256.HashData(material);
    }
}

// PBKDF2 with enough rounds, Identity's hasher, and a digest that only shortens the password for a slow hash.
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;

public sealed class Account;

public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    private const int Rounds = 600_000;
    private static readonly int Fewer = 210_000;

    public static byte[] Hash(string password, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32);

    public static byte[] Sha512(string password, byte[] salt) => KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA512, Fewer, 32);

    public static byte[] FromSettings(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, 32);

    public string Identity(Account account, string password) => hasher.HashPassword(account, password);

    public string Shortened(Account account, string password)
    {
        var digest = Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(password)));
        return hasher.HashPassword(account, digest);
    }
}

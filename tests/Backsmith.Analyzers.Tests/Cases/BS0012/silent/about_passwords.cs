// Names that speak of passwords without being one: stored hashes, salts, policies, file names; and a key drawn at random that PBKDF2 spreads.
using System.Security.Cryptography;
using System.Text;

public sealed class AboutPasswords
{
    public static string Fingerprint(string passwordHash) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passwordHash)))[..8];

    public static byte[] OfSalt(byte[] passwordSalt) => SHA256.HashData(passwordSalt);

    public static byte[] OfPolicy(int minPasswordLength, bool isPassword) => SHA256.HashData(Encoding.UTF8.GetBytes($"{minPasswordLength}{isPassword}"));

    public static byte[] Spread(byte[] masterKey, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(masterKey, salt, 1, HashAlgorithmName.SHA256, 64);

    public static byte[] Names(string passwordFilePath) => MD5.HashData(File.ReadAllBytes(passwordFilePath));
}

// The default of an option that settings may raise: reported with less confidence, at the default.
using System.Security.Cryptography;

public sealed class HashOptions
{
    public int IterationCount { get; set; } = 20_000; //! BS0012: 20,000 rounds
}

public sealed class Hasher(HashOptions options)
{
    public byte[] Hash(string plainPassword, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(plainPassword, salt, options.IterationCount, HashAlgorithmName.SHA256, 32);
}

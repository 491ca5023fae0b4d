// PBKDF2 with a count written in a constant, in the call, as a default of the parameter, and left to the old constructor.
using System.Security.Cryptography;

public sealed class Pins
{
    private const int Rounds = 1_000; //! BS0012: 1,000 rounds of PBKDF2

    public static byte[] OfPin(string pin, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(pin, salt, Rounds, HashAlgorithmName.SHA256, 32);

    public static bool Matches(string pin, byte[] salt, byte[] stored) =>
        CryptographicOperations.FixedTimeEquals(Rfc2898DeriveBytes.Pbkdf2(pin, salt, Rounds, HashAlgorithmName.SHA256, 32), stored);
}

public sealed class Passwords
{
    public static byte[] InTheCall(string password, byte[] salt)
    {
        using var derive = new Rfc2898DeriveBytes(
            password,
            salt,
            10000, //! BS0012: 10,000 rounds
            HashAlgorithmName.SHA512);
        return derive.GetBytes(32);
    }

    public static byte[] Default(string password, byte[] salt) => Derive(password, salt);

    private static byte[] Derive(string secret, byte[] salt, int iterations = 5000) => //! BS0012: 5,000 rounds
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, 32);

#pragma warning disable SYSLIB0041
    public static byte[] Implied(string password, byte[] salt) => new Rfc2898DeriveBytes(password, salt).GetBytes(20); //! BS0012: 1,000 rounds
#pragma warning restore SYSLIB0041
}

// Both sides are hashed on the spot to compare texts of different length in constant time; nothing is stored.
using System.Security.Cryptography;
using System.Text;

public sealed class AdminGate(IConfiguration settings)
{
    public bool Admits(string password)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(settings["Admin:Password"]!));
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}

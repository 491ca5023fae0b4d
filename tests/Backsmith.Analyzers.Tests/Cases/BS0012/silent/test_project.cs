// Test code makes the hashes it needs.
//? assembly Shop.Tests
using System.Security.Cryptography;
using System.Text;

public sealed class Fixture
{
    public static byte[] Legacy(string password) => MD5.HashData(Encoding.UTF8.GetBytes(password));
}

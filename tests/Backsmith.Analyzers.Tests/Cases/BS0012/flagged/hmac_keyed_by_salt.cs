// HMAC with the salt as key: the key slows nobody down who has the table.
using System.Security.Cryptography;
using System.Text;

public sealed class AuthRepository
{
    private readonly Dictionary<string, (byte[] Hash, byte[] Salt)> users = [];

    public void Register(string username, string password)
    {
        CreatePasswordHash(password, out var hash, out var salt);
        users[username] = (hash, salt);
    }

    public bool Login(string username, string password)
    {
        var (hash, salt) = users[username];
        using var hmac = new HMACSHA512(salt);
        var computed = hmac.ComputeHash(Encoding.UTF8.GetBytes(password)); //! BS0012: HMACSHA512
        return computed.SequenceEqual(hash);
    }

    private static void CreatePasswordHash(string password, out byte[] hash, out byte[] salt)
    {
        using var hmac = new HMACSHA512();
        salt = hmac.Key;
        hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(password)); //! BS0012: 'password' of 'AuthRepository.CreatePasswordHash'
    }
}

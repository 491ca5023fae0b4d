// Signatures and hashes that were computed with a key, compared by ==, Equals and SequenceEqual.
using System.Security.Cryptography;
using System.Text;

public sealed class Signatures(byte[] key)
{
    public bool Hex(string body, string signature)
    {
        using var hmac = new HMACSHA256(key);
        var computed = Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(body)));
        return computed.Equals(signature, StringComparison.OrdinalIgnoreCase); //! BS0018: 'Equals'
    }

    public bool Text(string body, string signature) => Sign(body) == signature; //! BS0018: HMACSHA256

    public void Demand(string body, string signature)
    {
        if (signature != "sha256=" + Sign(body)) //! BS0018
            throw new UnauthorizedAccessException();
    }

    public bool Bytes(byte[] body, byte[] signature) => HMACSHA512.HashData(key, body).SequenceEqual(signature); //! BS0018: 'SequenceEqual'

    public bool Password(string password, byte[] salt, byte[] hash) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA256, 32).SequenceEqual(hash); //! BS0018: PBKDF2

    private string Sign(string body) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
}

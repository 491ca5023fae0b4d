using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Hooks;

public sealed class Signatures(byte[] key)
{
    public bool IsValid(string body, string signature) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(signature));

    public bool IsWrong(string body, string? signature) => !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), Encoding.UTF8.GetBytes(Sign(body)));

    public bool IsHex(string body, string signature) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body).ToUpperInvariant()), Encoding.UTF8.GetBytes(signature.ToUpperInvariant()));

    public bool AreSame(byte[] body, byte[] signature) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), signature);

    private string Sign(string body) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
}

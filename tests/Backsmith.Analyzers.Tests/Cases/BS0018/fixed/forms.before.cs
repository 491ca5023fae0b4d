using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Hooks;

public sealed class Signatures(byte[] key)
{
    public bool IsValid(string body, string signature) => Sign(body) == signature;

    public bool IsWrong(string body, string? signature) => signature != Sign(body);

    public bool IsHex(string body, string signature) => string.Equals(Sign(body), signature, StringComparison.OrdinalIgnoreCase);

    public bool AreSame(byte[] body, byte[] signature) => HMACSHA256.HashData(key, body).SequenceEqual(signature);

    private string Sign(string body) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
}

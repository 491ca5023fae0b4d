using System.Security.Cryptography;
using System.Text;

namespace Bookshop.Api.Payments;

/// <summary>The provider signs each body with HMAC-SHA-256 and sends the digest in hexadecimal.</summary>
public sealed class WebhookSignature
{
    public const string HeaderName = "X-Payment-Signature";

    private const string SigningKey = "whk_5dQy8RzX2vNc7KmT4bLs9PwJ6hGf3UeA";

    public string Sign(string body) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SigningKey), Encoding.UTF8.GetBytes(body)));

    public bool IsValid(string body, string? signature) =>
        signature is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(body)), Encoding.ASCII.GetBytes(signature));
}

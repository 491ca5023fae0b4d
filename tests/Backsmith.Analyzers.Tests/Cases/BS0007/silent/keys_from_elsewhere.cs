// Keys that settings, a vault, a store or a generator supply.
using System.Security.Cryptography;
using System.Text;

public sealed class Keys(IConfiguration settings)
{
    public HMACSHA256 FromSettings() => new(Encoding.UTF8.GetBytes(settings["Webhooks:Key"] ?? throw new InvalidOperationException("Webhooks:Key is not set.")));

    public HMACSHA256 Drawn() => new(RandomNumberGenerator.GetBytes(32));

    public byte[] Sign(byte[] key, string body) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body));

    public AesGcm FromVault(string text) => new(Convert.FromBase64String(text), 16);

    public HMACSHA256 Empty() => new(Encoding.UTF8.GetBytes(settings["Webhooks:Key"] ?? ""));
}

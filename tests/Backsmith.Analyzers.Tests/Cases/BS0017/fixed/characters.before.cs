using System;
using System.Text;

namespace Shop.Accounts;

public sealed class Tokens
{
    private static readonly Random Generator = new();

    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public string ResetToken()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 24; i++)
        {
            text.Append(Characters[Generator.Next(Characters.Length)]);
        }

        return text.ToString();
    }

    public string VerificationCode()
    {
        var random = new Random();
        return random.Next(100000, 999999).ToString();
    }

    public byte[] ApiKey()
    {
        var bytes = new byte[32];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }
}

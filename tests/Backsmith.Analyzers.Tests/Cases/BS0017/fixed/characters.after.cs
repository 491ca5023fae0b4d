using System;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Accounts;

public sealed class Tokens
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public string ResetToken()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 24; i++)
        {
            text.Append(Characters[RandomNumberGenerator.GetInt32(Characters.Length)]);
        }

        return text.ToString();
    }

    public string VerificationCode()
    {
        return RandomNumberGenerator.GetInt32(100000, 999999).ToString();
    }

    public byte[] ApiKey()
    {
        var bytes = new byte[32];
        RandomNumberGenerator.Fill(bytes);
        return bytes;
    }
}

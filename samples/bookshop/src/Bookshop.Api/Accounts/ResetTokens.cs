using System.Security.Cryptography;
using System.Text;

namespace Bookshop.Api.Accounts;

/// <summary>Tokens for the link in a "forgot password" mail. Only their digest is stored.</summary>
public sealed class ResetTokens
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int Length = 32;

    public string Create()
    {
        var token = new char[Length];
        for (var i = 0; i < token.Length; i++)
        {
            token[i] = Alphabet[Random.Shared.Next(Alphabet.Length)];
        }

        return new string(token);
    }

    public string Digest(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

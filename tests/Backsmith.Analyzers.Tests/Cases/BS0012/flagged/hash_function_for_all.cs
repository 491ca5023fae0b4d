// A hash function that fits file names is given a password: the call is reported, and no other call.
using System.Security.Cryptography;
using System.Text;

public static class TextHash
{
    public static string Md5(this string text)
    {
        var digest = MD5.HashData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexString(digest).ToLowerInvariant();
    }
}

public sealed record Credentials(string User, string Password);

public sealed class SignIn(IReadOnlyDictionary<string, string> hashes)
{
    public string CacheKey(string path) => path.Md5();

    public bool Check(Credentials given) => hashes.TryGetValue(given.User, out var stored) && stored == given.Password.Md5(); //! BS0012: 'Credentials.Password'
}

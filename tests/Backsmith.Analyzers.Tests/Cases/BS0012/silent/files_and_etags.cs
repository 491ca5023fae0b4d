// Hashes of files, bodies and cache keys.
using System.Security.Cryptography;
using System.Text;

public sealed class Files
{
    public static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        using var md5 = MD5.Create();
        return Convert.ToHexString(md5.ComputeHash(stream));
    }

    public static string ETag(string body) => '"' + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))) + '"';

    public static string CacheKey(string path, string query) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(path + "?" + query)));

    public static string Gravatar(string email) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
}

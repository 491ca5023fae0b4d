// A protocol says which hash the other side expects: HTTP digest and WS-Security.
using System.Security.Cryptography;
using System.Text;

public sealed class Protocols
{
    public static string Ha1(string user, string realm, string password) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes($"{user}:{realm}:{password}")));

    public static string UsernameToken(string nonce, string created, string password) => Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(nonce + created + password)));
}

// The look-up of leaked passwords asks for the first five digits of the SHA-1: the service fixes the hash, and no one stores it.
using System.Security.Cryptography;
using System.Text;

public sealed class LeakedPasswords(HttpClient http)
{
    public async Task<bool> ContainsAsync(string password, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
        var (prefix, rest) = (hash[..5], hash[5..]);
        var found = await http.GetStringAsync($"range/{prefix}", cancellationToken);
        return found.Contains(rest, StringComparison.OrdinalIgnoreCase);
    }
}

using System.Security.Cryptography;
using System.Text;
using Bookshop.Data;
using Bookshop.Data.Partners;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Partners;

/// <summary>Name and password with which a partner's server signs in, by HTTP basic authentication.</summary>
public sealed class PartnerCredentials(BookshopContext context)
{
    public async Task<Partner?> VerifyAsync(string? header, CancellationToken cancellationToken)
    {
        if (!TryRead(header, out var name, out var password))
        {
            return null;
        }

        var partner = await context.Partners
            .FirstOrDefaultAsync(p => p.Name == name && p.IsActive, cancellationToken);
        if (partner is null)
        {
            return null;
        }

        var expected = Convert.FromHexString(partner.PasswordDigest);
        return CryptographicOperations.FixedTimeEquals(Digest(password), expected) ? partner : null;
    }

    public static byte[] Digest(string password) => MD5.HashData(Encoding.UTF8.GetBytes("bookshop:" + password));

    private static bool TryRead(string? header, out string name, out string password)
    {
        name = password = "";
        if (header is null || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..], buffer, out var length))
        {
            return false;
        }

        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return false;
        }

        name = pair[..colon];
        password = pair[(colon + 1)..];
        return true;
    }
}

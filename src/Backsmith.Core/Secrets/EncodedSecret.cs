using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Backsmith.Secrets;

/// <summary>Finds a secret that somebody encoded: base64 (RFC 4648) at each of its three alignments, hexadecimal digits, backwards; line breaks and gaps between do not hide it.</summary>
internal static class EncodedSecret
{
    /// <summary>Bytes below which encoded forms are too short to tell from chance.</summary>
    private const int Shortest = 8;

    /// <summary>What matches any of the forms; null for a secret that is too short.</summary>
    public static Regex? Pattern(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        if (bytes.Length < Shortest)
        {
            return null;
        }

        var forms = new[] { 0, 1, 2 }.Select(offset => Gapped(Base64(bytes, offset), "[\\r\\n]*"))
            .Append($"(?i:{Gapped(Convert.ToHexString(bytes), "[\\s:]*")})")
            .Append(Gapped(string.Concat(secret.Reverse()), ""));
        return new Regex(string.Join('|', forms), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    /// <summary>The characters that the bytes alone decide when so many others stand before them in a group of three.</summary>
    private static string Base64(byte[] bytes, int offset)
    {
        var whole = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var (first, end) = ((offset * 8 + 5) / 6, (offset + bytes.Length) * 8 / 6);
        return whole[first..end];
    }

    private static string Gapped(string text, string gap) =>
        string.Join(gap, text.Select(c => c is '+' or '-' ? "[+-]" : c is '/' or '_' ? "[/_]" : Regex.Escape(c.ToString(CultureInfo.InvariantCulture))));
}

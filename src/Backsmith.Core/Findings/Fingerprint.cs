using System.Security.Cryptography;
using System.Text;

namespace Backsmith.Findings;

/// <summary>Names a finding by what it is about instead of where it stands: rule, symbol, normalised code and ordinal.</summary>
/// <remarks>Moving lines, re-indenting or editing other members leaves it unchanged; two equal findings in one member differ by ordinal.</remarks>
public static class Fingerprint
{
    /// <summary>32 hexadecimal digits: the first half of a SHA-256.</summary>
    /// <param name="ruleId">The rule.</param>
    /// <param name="symbol">The containing symbol, or the path for findings outside code.</param>
    /// <param name="code">The flagged code; white space is folded here.</param>
    /// <param name="ordinal">0 for the first finding with the same three parts in document order, then 1, 2, …</param>
    public static string Of(string ruleId, string symbol, string code, int ordinal)
    {
        var text = string.Join('\0', ruleId, symbol, Fold(code), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string Fold(string code)
    {
        var folded = new StringBuilder(code.Length);
        foreach (var word in code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            folded.Append(word).Append(' ');
        }

        return folded.ToString();
    }
}

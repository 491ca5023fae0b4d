using System.Text;

namespace Backsmith.Deliveries;

/// <summary>Shortens fully qualified names for people: <c>Shop.Api.Orders.Get(System.Int32)</c> is shown as <c>Orders.Get(Int32)</c>.</summary>
internal static class MemberName
{
    /// <summary>The last two parts of the member, and the last part of every type between its brackets.</summary>
    public static string Short(string symbol)
    {
        var open = symbol.IndexOf('(', StringComparison.Ordinal);
        var (member, rest) = open < 0 ? (symbol, "") : (symbol[..open], symbol[open..]);
        var parts = Split(member);
        return Types(string.Join('.', parts.TakeLast(2))) + Types(rest);
    }

    /// <summary>Cut at the dots that stand outside angle brackets.</summary>
    private static List<string> Split(string name)
    {
        List<string> parts = [];
        var (start, depth) = (0, 0);
        for (var at = 0; at < name.Length; at++)
        {
            depth += name[at] switch { '<' => 1, '>' => -1, _ => 0 };
            if (name[at] == '.' && depth == 0 && at > start)
            {
                parts.Add(name[start..at]);
                start = at + 1;
            }
        }

        parts.Add(name[start..]);
        return parts;
    }

    /// <summary>Leaves out namespaces and containing types between brackets.</summary>
    private static string Types(string text)
    {
        var shown = new StringBuilder();
        var word = 0;
        var depth = 0;
        foreach (var character in text)
        {
            depth += character switch { '<' or '(' => 1, '>' or ')' => -1, _ => 0 };
            if (character == '.' && depth > 0)
            {
                shown.Length = word;
                continue;
            }

            shown.Append(character);
            word = char.IsLetterOrDigit(character) || character is '_' or '@' ? word : shown.Length;
        }

        return shown.ToString();
    }
}

using System.Text;

namespace Backsmith.Deliveries;

/// <summary>Makes text of a repository harmless for a terminal or a line of a report: control characters become visible.</summary>
public static class PlainText
{
    /// <summary>One line, without control characters (C0, C1, bidirectional overrides).</summary>
    public static string Line(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            safe.Append(character is '\t' or '\n' or '\r' ? ' ' : IsHarmful(character) ? '\uFFFD' : character);
        }

        return safe.ToString();
    }

    /// <summary>Many lines, each made harmless; tabs stay.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(Line))));

    private static bool IsHarmful(char character) =>
        char.IsControl(character) || character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or (>= '\u200B' and <= '\u200F') or '\u061C' or '\uFEFF' or '\u2028' or '\u2029';
}

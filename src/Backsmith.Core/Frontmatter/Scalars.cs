using System.Globalization;
using System.Text;

namespace Backsmith.Frontmatter;

/// <summary>What was read of a scalar.</summary>
/// <param name="Text">Also with a problem: what was most likely meant.</param>
/// <param name="Problem">What to write instead; null when it was read for certain.</param>
internal readonly record struct ScalarReading(string Text, string? Problem = null);

/// <summary>Scalars that stand in one line (YAML 1.2.2, 7.3).</summary>
internal static class Scalars
{
    private const string Indicators = "[]{},&*!|>%@`\"'#";

    /// <summary>Reads what stands behind a colon or a hyphen.</summary>
    public static ScalarReading Read(string written)
    {
        var text = written.Trim();
        return text switch
        {
            "" => new ScalarReading(""),
            ['"', ..] => DoubleQuoted(text),
            ['\'', ..] => SingleQuoted(text),
            ['#', ..] => new ScalarReading(""),
            ['&' or '*' or '!', ..] => new ScalarReading(text, $"'{text[0]}' begins an anchor, an alias or a tag, which are not read here. Write the value itself, or put it in quotes."),
            ['{', ..] => new ScalarReading(text, "A map in braces is not read here. Write its entries in lines of their own, indented by two spaces."),
            _ when Indicators.Contains(text[0]) => new ScalarReading(text, $"A value cannot begin with '{text[0]}'. Put it in quotes."),
            ['-' or '?' or ':', ' ', ..] => new ScalarReading(text, $"A value cannot begin with '{text[0]} '. Put it in quotes."),
            _ => Plain(text),
        };
    }

    /// <summary>Text without quotes: what follows <c> #</c> is a comment.</summary>
    public static ScalarReading Plain(string text)
    {
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        var value = (comment < 0 ? text : text[..comment]).Trim();
        return value.Contains(": ", StringComparison.Ordinal) || value.EndsWith(':')
            ? new ScalarReading(text, "A colon followed by a space ends a name. Put the whole value in quotes, or write it as a block below '>-'.")
            : new ScalarReading(value);
    }

    private static ScalarReading SingleQuoted(string text)
    {
        var value = new StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                value.Append('\'');
                at++;
            }
            else
            {
                return Closed(value.ToString(), text[(at + 1)..]);
            }
        }

        return Unclosed(text, "'");
    }

    private static ScalarReading DoubleQuoted(string text)
    {
        var value = new StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return Closed(value.ToString(), text[(at + 1)..]);
            }

            if (text[at] != '\\')
            {
                value.Append(text[at]);
            }
            else if (Escape(text, ref at) is { } escaped)
            {
                value.Append(escaped);
            }
            else
            {
                return new ScalarReading(text, $"'\\{(at < text.Length ? text[at] : ' ')}' is no escape. Write '\\\\' for a backslash, or use single quotes.");
            }
        }

        return Unclosed(text, "\"");
    }

    /// <summary>The character that an escape stands for (YAML 1.2.2, 5.7); <paramref name="at"/> moves from the backslash to the last character of the escape.</summary>
    private static string? Escape(string text, ref int at)
    {
        at++;
        if (at >= text.Length)
        {
            return null;
        }

        return text[at] switch
        {
            '"' or '\\' or '/' or ' ' => text[at].ToString(),
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            't' => "\t",
            'n' => "\n",
            'v' => "\v",
            'f' => "\f",
            'r' => "\r",
            'e' => "\u001B",
            'N' => "\u0085",
            '_' => "\u00A0",
            'L' => "\u2028",
            'P' => "\u2029",
            'x' => CodePoint(text, ref at, 2),
            'u' => CodePoint(text, ref at, 4),
            'U' => CodePoint(text, ref at, 8),
            _ => null,
        };
    }

    private static string? CodePoint(string text, ref int at, int digits)
    {
        if (at + digits >= text.Length || !int.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
        {
            return null;
        }

        at += digits;
        return new Rune(code).ToString();
    }

    private static ScalarReading Closed(string value, string rest) =>
        rest.TrimStart() is "" || (rest[0] is ' ' or '\t' && rest.TrimStart()[0] == '#')
            ? new ScalarReading(value)
            : new ScalarReading(value, $"Behind the closing quote stands '{rest.Trim()}'. Put all of the value in the quotes.");

    private static ScalarReading Unclosed(string text, string quote) =>
        new(text[1..], $"The quote {quote} is not closed in its line. Close it, or write a long text as a block below '>-'.");
}

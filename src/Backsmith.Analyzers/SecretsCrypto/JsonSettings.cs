using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Reads the text values of a JSON file with their places. Comments, trailing commas and broken ends are passed over, as settings files have them.</summary>
internal sealed class JsonSettings
{
    private readonly string text;
    private readonly List<Setting> found = [];
    private readonly Stack<(string? Name, bool IsObject, int Id)> open = new();
    private int objects;
    private string? name;

    private JsonSettings(string text) => this.text = text;

    internal static IReadOnlyList<Setting> Read(string text)
    {
        var reader = new JsonSettings(text);
        reader.Scan();
        return reader.found;
    }

    private void Scan()
    {
        var i = 0;
        while (i < text.Length)
        {
            switch (text[i])
            {
                case '"':
                    i = Text(i);
                    break;
                case '/' when i + 1 < text.Length && text[i + 1] is '/' or '*':
                    i = Comment(i);
                    break;
                case '{' or '[':
                    open.Push((name, text[i] == '{', ++objects));
                    name = null;
                    i++;
                    break;
                case '}' or ']':
                    if (open.Count > 0)
                        open.Pop();
                    name = null;
                    i++;
                    break;
                case ',':
                    name = null;
                    i++;
                    break;
                default:
                    i++;
                    break;
            }
        }
    }

    private int Comment(int start)
    {
        var end = text[start + 1] == '/' ? text.IndexOf('\n', start) : text.IndexOf("*/", start + 2, System.StringComparison.Ordinal);
        return end < 0 ? text.Length : text[start + 1] == '/' ? end : end + 2;
    }

    private int Text(int start)
    {
        var value = new StringBuilder();
        var i = start + 1;
        for (; i < text.Length && text[i] != '"' && text[i] != '\n'; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                value.Append(Unescaped(ref i));
            else
                value.Append(text[i]);
        }

        if (name is null && open.Count > 0 && open.Peek().IsObject && IsName(i + 1))
            name = value.ToString();
        else
            found.Add(new Setting([.. open.Reverse().Select(o => o.Name).Append(name).OfType<string>()], value.ToString(), TextSpan.FromBounds(start + 1, i), open.Count == 0 ? 0 : open.Peek().Id));
        return i + 1;
    }

    private char Unescaped(ref int at)
    {
        var code = text[++at];
        if (code != 'u' || at + 4 >= text.Length || !int.TryParse(text.Substring(at + 1, 4), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return code switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => code };
        at += 4;
        return (char)number;
    }

    private bool IsName(int after)
    {
        while (after < text.Length && char.IsWhiteSpace(text[after]))
            after++;
        return after < text.Length && text[after] == ':';
    }
}

using System.Net;
using System.Text;

namespace Backsmith.Deliveries;

/// <summary>Builds HTML. Markup comes from this program's own literals, everything else goes through <see cref="Text"/>.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup of our own.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Text, made harmless and encoded.</summary>
    public HtmlText Text(string text)
    {
        _text.Append(WebUtility.HtmlEncode(PlainText.Lines(text)));
        return this;
    }

    /// <summary>An element with text in it.</summary>
    /// <param name="tag">Name, with attributes of our own if any.</param>
    /// <param name="text">Anything.</param>
    public HtmlText Element(string tag, string text) => Raw($"<{tag}>").Text(text).Raw($"</{tag.Split(' ', 2)[0]}>");

    /// <summary>A path, with places to break it.</summary>
    public HtmlText Path(string path)
    {
        Raw("<code>");
        var parts = path.Split('/');
        for (var part = 0; part < parts.Length; part++)
        {
            Text(parts[part]).Raw(part < parts.Length - 1 ? "/<wbr>" : "");
        }

        return Raw("</code>");
    }

    /// <summary>A table of text. On a narrow screen each row becomes a block, and each cell names its column.</summary>
    /// <param name="head">Column titles.</param>
    /// <param name="rows">Cells.</param>
    /// <param name="marked">The column that is coloured; none by default.</param>
    /// <param name="mark">Class of that cell by its row.</param>
    public HtmlText Table(string[] head, IReadOnlyList<string[]> rows, int marked = -1, Func<int, string>? mark = null)
    {
        Raw("<table><thead><tr>");
        foreach (var title in head)
        {
            Element("th scope=col", title);
        }

        Raw("</tr></thead><tbody>");
        for (var row = 0; row < rows.Count; row++)
        {
            Raw("<tr>");
            for (var cell = 0; cell < rows[row].Length; cell++)
            {
                Raw($"<td data-title=\"{head[cell]}\"{(cell == marked ? $" class=\"mark {mark!(row)}\"" : "")}>").Text(rows[row][cell]).Raw("</td>");
            }

            Raw("</tr>");
        }

        return Raw("</tbody></table>");
    }

    /// <summary>A list of sentences.</summary>
    public HtmlText List(IEnumerable<string> items)
    {
        Raw("<ul>");
        foreach (var item in items)
        {
            Element("li", item);
        }

        return Raw("</ul>");
    }

    /// <summary>A unified diff, coloured.</summary>
    public HtmlText Diff(string diff)
    {
        Raw("<pre class=diff>");
        foreach (var line in diff.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            Element(line switch
            {
                ['+', '+', '+', ..] or ['-', '-', '-', ..] or ['d', 'i', 'f', 'f', ..] => "b",
                ['+', ..] => "ins",
                ['-', ..] => "del",
                ['@', '@', ..] => "i",
                _ => "span",
            }, line.Length == 0 ? " " : line);
        }

        return Raw("</pre>");
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}

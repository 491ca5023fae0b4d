using System.Text;

namespace Backsmith.Frontmatter;

/// <summary>Scalars of several lines: literal and folded blocks, and plain text that goes on in the next line (YAML 1.2.2, 6.5 and 8.1).</summary>
internal static class Blocks
{
    /// <summary>Reads the lines of a block.</summary>
    /// <param name="header">Begins with <c>|</c> or <c>&gt;</c>.</param>
    /// <param name="lines">Every line below that belongs to it, with its indentation.</param>
    /// <param name="parent">Indentation of the field.</param>
    public static ScalarReading Read(string header, IReadOnlyList<string> lines, int parent)
    {
        var marks = header[1..].Split('#', 2)[0].TrimEnd();
        var digit = marks.FirstOrDefault(char.IsAsciiDigit);
        var chomping = marks.FirstOrDefault(mark => mark is '+' or '-');
        if (marks.Length != (digit == default ? 0 : 1) + (chomping == default ? 0 : 1) || digit == '0')
        {
            return new ScalarReading("", $"'{header}' does not begin a block. Write '|' or '>', with '-' behind it to leave the last line feed out, and the text below.");
        }

        var indent = digit == default ? lines.Where(line => line.Trim(' ').Length > 0).Select(Indentation).FirstOrDefault(parent + 1) : parent + digit - '0';
        var content = lines.Select(line => Indentation(line) >= indent ? line[indent..] : line.Trim(' ')).ToList();
        var shallow = lines.Any(line => line.Trim(' ').Length > 0 && Indentation(line) < indent);
        var text = header[0] == '|' ? string.Join('\n', Without(content)) : Fold(Without(content));
        return new ScalarReading(text + End(content, chomping), shallow ? "A line of this block is indented less than its first. Indent all of its lines alike." : null);
    }

    /// <summary>Joins lines of a plain scalar: one space between two, a line feed for each empty one.</summary>
    public static string Fold(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        var (empty, indented) = (0, false);
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                empty++;
                continue;
            }

            var deeper = line[0] is ' ' or '\t';
            if (text.Length == 0)
            {
                text.Append('\n', empty);
            }
            else if (deeper || indented)
            {
                text.Append('\n', empty + 1);
            }
            else
            {
                text.Append(empty == 0 ? " " : new string('\n', empty));
            }

            text.Append(line);
            (empty, indented) = (0, deeper);
        }

        return text.ToString();
    }

    /// <summary>Spaces at the beginning of a line.</summary>
    public static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;

    private static List<string> Without(List<string> lines) => lines[..(lines.FindLastIndex(line => line.Length > 0) + 1)];

    private static string End(List<string> lines, char chomping)
    {
        var last = lines.FindLastIndex(line => line.Length > 0);
        return chomping switch
        {
            '-' => "",
            '+' => new string('\n', lines.Count - last - (last < 0 ? 1 : 0)),
            _ => last < 0 ? "" : "\n",
        };
    }
}

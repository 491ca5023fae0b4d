namespace Backsmith.Memory;

/// <summary><c>MEMORY.md</c>: a line for each entry below its topic, which links to the topic's file. What people write beside that stays.</summary>
public static class IndexFile
{
    /// <summary>Its name.</summary>
    public const string Name = "MEMORY.md";

    /// <summary>Most lines that are loaded.</summary>
    public const int Lines = 200;

    /// <summary>Most characters that are loaded.</summary>
    public const int Characters = 64 * 1024;

    /// <summary>The file with a line for an entry, and with one for each of its topic that has none yet.</summary>
    /// <param name="text">The file; empty when it is to be made.</param>
    /// <param name="heading">First line of a new file.</param>
    /// <param name="entry">Its line is written anew.</param>
    /// <param name="topic">Every entry of its topic.</param>
    public static string With(string text, string heading, MemoryEntry entry, IEnumerable<MemoryEntry> topic)
    {
        var lines = (text.Trim().Length == 0 ? $"# {heading}" : text).TrimEnd('\n').Split('\n').ToList();
        var first = Section(lines, entry.Topic);
        foreach (var item in topic)
        {
            var last = lines.FindIndex(first, line => line.StartsWith('#')) is >= 0 and var next ? next : lines.Count;
            var at = lines.FindIndex(first, last - first, line => IsOf(line, item.Id));
            if (at < 0)
            {
                var behind = first;
                for (var line = first; line < last; line++)
                {
                    behind = lines[line].Trim().Length > 0 ? line + 1 : behind;
                }

                lines.Insert(behind, Written(item));
            }
            else if (item.Id == entry.Id)
            {
                lines[at] = Written(item);
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The file without the line of an entry, and without its topic when nothing else stands there.</summary>
    public static string Without(string text, string id)
    {
        var lines = text.Split('\n').ToList();
        var at = lines.FindIndex(line => IsOf(line, id));
        if (at < 0)
        {
            return text;
        }

        lines.RemoveAt(at);
        var heading = at == 0 ? -1 : lines.FindLastIndex(at - 1, line => line.StartsWith('#'));
        var end = lines.FindIndex(at, line => line.StartsWith('#')) is >= 0 and var next ? next : lines.Count;
        if (heading >= 0 && lines[heading].StartsWith("## [", StringComparison.Ordinal) && lines[(heading + 1)..end].TrueForAll(line => line.Trim().Length == 0))
        {
            lines.RemoveRange(heading, end - heading);
        }

        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>The beginning of the file in whole lines; what is left out is counted, and said where it stands.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">Where it lies.</param>
    public static string Cut(string text, string path)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var (taken, length) = (0, 0);
        while (taken < Math.Min(lines.Length, Lines) && length + lines[taken].Length + 1 <= Characters)
        {
            length += lines[taken++].Length + 1;
        }

        return taken == lines.Length
            ? text
            : string.Concat(lines[..taken].Select(line => line + "\n")) + $"[{lines.Length - taken} of {lines.Length} lines are left out here. They stand in {path} from line {taken + 1} on.]\n";
    }

    /// <summary>Number of the line behind a topic's heading and the empty line below it; the heading is made at the end when there is none.</summary>
    private static int Section(List<string> lines, string topic)
    {
        var heading = $"## [{topic}](topics/{topic}.md)";
        var at = lines.FindIndex(line => line.TrimEnd() == heading);
        if (at < 0)
        {
            lines.AddRange(["", heading]);
            at = lines.Count - 1;
        }

        if (at + 1 == lines.Count || lines[at + 1].Trim().Length > 0)
        {
            lines.Insert(at + 1, "");
        }

        return at + 2;
    }

    private static string Written(MemoryEntry entry) => $"- `{entry.Id}` {entry.Line}";

    private static bool IsOf(string line, string id) => line.StartsWith($"- `{id}` ", StringComparison.Ordinal);
}

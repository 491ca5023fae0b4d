using System.Text.RegularExpressions;

namespace Backsmith.Memory;

/// <summary>The file of a topic: entries as items of a list, each with its id. Whatever else people write into it stays where it is.</summary>
public static partial class TopicFile
{
    private const string Indent = "  ";

    /// <summary>The entries of a file, in order.</summary>
    public static IReadOnlyList<MemoryEntry> Read(string topic, string text)
    {
        var lines = text.Split('\n');
        return [.. Places(lines).Select(place => new MemoryEntry(place.Id, topic, Item().Match(lines[place.From]).Groups["title"].Value.Trim(), Rest(lines[(place.From + 1)..place.To])))];
    }

    /// <summary>The file with an entry: in the place of the one with its id, else behind everything else.</summary>
    public static string With(string topic, string text, MemoryEntry entry)
    {
        var lines = (text.Trim().Length == 0 ? $"# {topic}" : text).TrimEnd('\n').Split('\n').ToList();
        var places = Places([.. lines]).ToList();
        var same = places.FindIndex(place => place.Id == entry.Id);
        if (same >= 0)
        {
            lines.RemoveRange(places[same].From, places[same].To - places[same].From);
            lines.InsertRange(places[same].From, Written(entry));
        }
        else
        {
            var isBehindEntry = places.Count > 0 && places[^1].To == lines.Count;
            lines.AddRange([.. isBehindEntry ? [] : (string[])[""], .. Written(entry)]);
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The file without an entry.</summary>
    public static string Without(string text, string id)
    {
        var lines = text.Split('\n').ToList();
        foreach (var place in Places([.. lines]).Where(place => place.Id == id).Reverse())
        {
            lines.RemoveRange(place.From, place.To - place.From);
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Written(MemoryEntry entry) =>
        [$"- `{entry.Id}` {entry.Title}", .. entry.Text.Length == 0 ? [] : entry.Text.Split('\n').Select(line => line.Length == 0 ? "" : Indent + line)];

    /// <summary>Where each entry stands: from its item to behind the last line that is indented below it.</summary>
    private static IEnumerable<(string Id, int From, int To)> Places(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (Item().Match(lines[at]) is { Success: true } item)
            {
                var end = at + 1;
                for (var next = end; next < lines.Length && (lines[next].Trim().Length == 0 || lines[next].StartsWith(Indent, StringComparison.Ordinal)); next++)
                {
                    end = lines[next].Trim().Length == 0 ? end : next + 1;
                }

                yield return (item.Groups["id"].Value, at, end);
            }
        }
    }

    private static string Rest(string[] lines) => string.Join('\n', lines.Select(line => line.StartsWith(Indent, StringComparison.Ordinal) ? line[Indent.Length..].TrimEnd('\r') : ""));

    [GeneratedRegex(@"^- `(?<id>[0-9a-f]{8})` (?<title>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}

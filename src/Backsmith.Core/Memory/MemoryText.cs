using System.Security.Cryptography;
using System.Text;
using Backsmith.Deliveries;

namespace Backsmith.Memory;

/// <summary>Brings what somebody wants to remember into the form that is kept, or says why it is not kept.</summary>
public static class MemoryText
{
    /// <summary>Longest entry, in characters.</summary>
    public const int LongestEntry = 4000;

    /// <summary>Largest file of a topic, in bytes.</summary>
    public const int LargestTopic = 256 * 1024;

    /// <summary>Most topics of one level.</summary>
    public const int MostTopics = 200;

    /// <summary>Topic of what has none.</summary>
    public const string StandardTopic = "general";

    private const int LongestTitle = 160, LongestTopic = 64, IdLength = 8;

    /// <summary>The entry, or why it is refused.</summary>
    public static (MemoryEntry? Entry, string? Refusal) Of(NewMemory memory)
    {
        var text = Clean(memory.Text);
        var topic = Topic(memory.Topic ?? StandardTopic);
        var title = memory.Title is null ? null : Clean(memory.Title).Replace('\n', ' ');
        return
            text.Length == 0 ? (null, "There is nothing to remember: the text is empty.")
            : text.Length > LongestEntry ? (null, $"The text has {text.Length} characters; an entry has {LongestEntry} at most. Keep what helps next time, or make several of it.")
            : topic is null ? (null, $"'{PlainText.Line(memory.Topic ?? "")}' names no topic. Write letters, digits and hyphens, {LongestTopic} at most, such as third-parties.")
            : title is { Length: 0 or > LongestTitle } ? (null, $"A title has 1 to {LongestTitle} characters.")
            : Secret(topic, title, text) is { } secret ? (null, secret)
            : (Entry(topic, title, text), null);
    }

    /// <summary>A topic in the form that files have; null when nothing of it can be used.</summary>
    public static string? Topic(string topic)
    {
        var name = new StringBuilder();
        foreach (var letter in topic.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(letter);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        return name.ToString().Trim('-') is { Length: > 0 and <= LongestTopic } used ? used : null;
    }

    /// <summary>Letters and digits of a text in lower case: two texts that differ in nothing else say the same.</summary>
    public static string Key(string text)
    {
        var key = string.Join(' ', new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return key.Length > 0 ? key : text.Trim();
    }

    /// <summary>The beginning of a line, up to a word.</summary>
    internal static string Cut(string line, int width) => line[..(line.LastIndexOf(' ', width) is > 0 and var space ? space : width)];

    private static string? Secret(string topic, string? title, string text) =>
        SecretCheck.Of(text) ?? SecretCheck.Of(topic) ?? (title is null ? null : SecretCheck.Of(title) ?? SecretCheck.Of($"{title}: {text}"));

    private static MemoryEntry Entry(string topic, string? title, string text)
    {
        var lines = text.Split('\n', 2);
        var (name, rest) =
            title is not null ? (title, text)
            : lines[0].Length > LongestTitle ? (Cut(lines[0], LongestTitle) + " …", text)
            : (lines[0], lines.Length > 1 ? lines[1].Trim('\n') : "");
        return new MemoryEntry(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{topic}\n{Key(name)}")))[..IdLength], topic, name, rest);
    }

    /// <summary>Without control characters, white space at line ends, and empty lines around it.</summary>
    private static string Clean(string text) =>
        string.Join('\n', PlainText.Lines(text.ReplaceLineEndings("\n")).Split('\n').Select(line => line.TrimEnd())).Trim('\n', ' ');
}

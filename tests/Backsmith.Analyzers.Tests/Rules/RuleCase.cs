using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>One file of a case without its markers, with the lines on which a report is expected.</summary>
/// <param name="Name">File name as the compiler sees it.</param>
/// <param name="Text">The text that is analysed.</param>
/// <param name="Expected">One-based lines, each with the rule's id and, if given, a part of its message.</param>
internal sealed record CaseFile(string Name, string Text, IReadOnlyList<(int Line, string Id, string? Message)> Expected);

/// <summary>
/// Code on which one rule is tried: a file, or a folder whose files are compiled together. <c>//! BS0001</c> at the end of a line says that the rule
/// reports it, <c>//! BS0001: words</c> that its message holds these words. Lines that begin with <c>//?</c> set the case up:
/// <c>without NAME</c> leaves out references whose name begins so, <c>broken</c> allows compiler errors, <c>assembly NAME</c> names the assembly.
/// </summary>
internal sealed partial record RuleCase(string Rule, string Name, IReadOnlyList<CaseFile> Files, IReadOnlyList<string> Settings)
{
    public static RuleCase Read(string rule, string path)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [path];
        var settings = new List<string>();
        var read = files.Select(file => Clean(Directory.Exists(path) ? Path.GetRelativePath(path, file) : Path.GetFileName(file), File.ReadAllText(file), settings)).ToList();
        return new RuleCase(rule, Path.GetFileName(path), read, settings);
    }

    /// <summary>What the first line says about the case.</summary>
    public static string Sentence(string path)
    {
        var file = Directory.Exists(path) ? Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First() : path;
        var first = File.ReadLines(file).First();
        return first.StartsWith("// ", StringComparison.Ordinal) ? first[3..].Trim() : "";
    }

    public bool Allows(string setting) => Settings.Contains(setting);

    public IEnumerable<string> Values(string setting) => Settings.Where(s => s.StartsWith(setting + " ", StringComparison.Ordinal)).Select(s => s[(setting.Length + 1)..]);

    private static CaseFile Clean(string name, string text, List<string> settings)
    {
        var lines = text.Split('\n');
        var expected = new List<(int, string, string?)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("//? ", StringComparison.Ordinal))
            {
                settings.Add(lines[i][4..].Trim());
                lines[i] = "";
            }
            else if (Marker().Match(lines[i]) is { Success: true } marker)
            {
                expected.AddRange(marker.Groups["id"].Captures.Select(id => (i + 1, id.Value, marker.Groups["text"].Success ? marker.Groups["text"].Value.Trim() : null)));
                lines[i] = lines[i][..marker.Index].TrimEnd();
            }
        }

        return new CaseFile(name, string.Join('\n', lines), expected);
    }

    [GeneratedRegex(@"//! (?<id>BS\d{4})(?:, (?<id>BS\d{4}))*(?:: (?<text>.*))?$")]
    private static partial Regex Marker();
}

using System.Globalization;
using System.Text;

namespace Backsmith.Agents.Tools;

/// <summary>A diff as a model reads it: all files at a glance, then whole files, what runs before its tests and its tests before texts, as many as there is room for.</summary>
internal static class DiffText
{
    private const string FileStart = "diff --git ";

    /// <summary>The text.</summary>
    /// <param name="diff">In git's form.</param>
    /// <param name="longest">Characters of files that are shown.</param>
    /// <param name="wanted">Whether a path is to be shown.</param>
    public static string Of(string diff, int longest, Func<string, bool> wanted)
    {
        var files = Files(diff).Where(file => wanted(file.Path)).ToList();
        var text = new StringBuilder().AppendJoin('\n', files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path}  +{file.Added} -{file.Removed}"))).Append("\n\n");
        var left = new List<string>();
        foreach (var file in files.OrderBy(file => Order(file.Path)))
        {
            if (file.Text.Length > longest)
            {
                left.Add(file.Path);
                continue;
            }

            longest -= file.Text.Length;
            text.Append(file.Text);
        }

        return left.Count == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\nNot shown for their length; they are part of the change, so read them in your copy: {string.Join(", ", left)}\n").ToString();
    }

    private static List<FileDiff> Files(string diff)
    {
        var starts = new List<int>();
        for (var at = diff.StartsWith(FileStart, StringComparison.Ordinal) ? 0 : Next(diff, 0); at >= 0; at = Next(diff, at))
        {
            starts.Add(at);
        }

        return [.. starts.Zip(starts.Skip(1).Append(diff.Length), (from, to) => One(diff[from..to]))];
    }

    private static int Next(string diff, int from) => diff.IndexOf("\n" + FileStart, from, StringComparison.Ordinal) is >= 0 and var found ? found + 1 : -1;

    private static FileDiff One(string text)
    {
        var lines = text.Split('\n');
        var body = lines.SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)).ToList();
        var path = lines[0].LastIndexOf(" b/", StringComparison.Ordinal) is >= 0 and var named ? lines[0][(named + 3)..] : lines[0][FileStart.Length..];
        return new FileDiff(path, text, body.Count(line => line.StartsWith('+')), body.Count(line => line.StartsWith('-')));
    }

    /// <summary>Only for the order in which files are read; nothing is decided by it.</summary>
    private static int Order(string path) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? 2
        : path.Contains("test", StringComparison.OrdinalIgnoreCase) || path.Contains("spec", StringComparison.OrdinalIgnoreCase) ? 1
        : 0;

    private sealed record FileDiff(string Path, string Text, int Added, int Removed);
}

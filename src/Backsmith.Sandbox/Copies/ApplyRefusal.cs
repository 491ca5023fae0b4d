using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Patches;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>Turns git's words about a diff that does not apply into the file, the hunk, the reason and the way out.</summary>
internal static partial class ApplyRefusal
{
    /// <summary>Files of the base that have to be read to say why.</summary>
    public static IReadOnlyList<string> Files(string words) => [.. PatchFailed().Matches(words).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>One sentence or more.</summary>
    /// <param name="words">What git printed.</param>
    /// <param name="diff">The diff.</param>
    /// <param name="files">The base's content of <see cref="Files"/>.</param>
    public static string Explain(string words, ReadOnlyMemory<byte> diff, IReadOnlyList<FileVersion> files)
    {
        var changes = UnifiedDiff.Parse(diff, "", PatchAuthor.Human).Patch?.Files ?? [];
        List<string> reasons =
        [
            .. PatchFailed().Matches(words).Select(match => Hunk(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), changes, files)),
            .. ErrorLine().Matches(words).Select(match => match.Groups[1].Value)
                .Where(text => !text.StartsWith("patch failed: ", StringComparison.Ordinal) && !text.EndsWith(": patch does not apply", StringComparison.Ordinal))
                .Select(text => File(text, diff)),
        ];
        return reasons.Count > 0 ? string.Join(" ", reasons.Distinct()) : $"git apply failed: {words}";
    }

    private static string Hunk(string path, int line, IReadOnlyList<FileChange> changes, IReadOnlyList<FileVersion> files)
    {
        var hunks = changes.FirstOrDefault(file => file.OldPath == path)?.Hunks ?? [];
        var number = hunks.TakeWhile(hunk => hunk.OldStart != line).Count() + 1;
        var ends = hunks.FirstOrDefault(hunk => hunk.OldStart == line) is { } failed && files.FirstOrDefault(file => file.Path == path)?.Content is { } content
            ? LineEnds(failed, Encoding.UTF8.GetString(content))
            : null;
        return ends is null
            ? $"Hunk {number} of '{path}' does not apply: its context is not at line {line} of the base."
            : $"Hunk {number} of '{path}' does not apply: {ends}";
    }

    /// <summary>Says that line ends are all that differs; null when they are not.</summary>
    private static string? LineEnds(Hunk hunk, string content)
    {
        var wanted = hunk.Lines.Where(line => line.Mark != '+').Select(line => line.Text).ToList();
        var there = content.Split('\n');
        var found = Enumerable.Range(0, Math.Max(there.Length - wanted.Count + 1, 0))
            .Any(start => wanted.Index().All(line => there[start + line.Index].TrimEnd('\r') == line.Item.TrimEnd('\r')));
        return wanted.Count == 0 || !found ? null
            : $"its lines are there, but end with {Name(wanted)} in the diff and with {Name(there.Where(line => line.Length > 0))} in the base. Make the diff from files with the base's line ends.";
    }

    private static string Name(IEnumerable<string> lines)
    {
        var marks = lines.Select(line => line.EndsWith('\r')).Distinct().ToList();
        return marks.Count > 1 ? "both CR LF and LF" : marks is [true] ? "CR LF" : "LF";
    }

    private static string File(string text, ReadOnlyMemory<byte> diff)
    {
        const string missing = ": No such file or directory";
        if (!text.EndsWith(missing, StringComparison.Ordinal))
        {
            return $"git says: {text}.";
        }

        var path = text[..^missing.Length];
        return $"The base has no file '{path}'.{(diff.Span.IndexOf(Encoding.UTF8.GetBytes("a/" + path)) >= 0 ? "" : " Of each path in a diff the first folder is left out, as git does: make it with 'git diff', with a/ and b/ before the paths.")}";
    }

    [GeneratedRegex(@"^error: patch failed: (.+):(\d+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PatchFailed();

    [GeneratedRegex(@"^(?:error|fatal): (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}

using System.Text;

namespace Backsmith.Patches;

/// <summary>Reads unified diffs: git's extended form and the plain form of <c>diff -u</c>.</summary>
/// <remarks>The format is that of git-diff(1), "Generating patch text with -p", and of the POSIX unified format. Text around the diffs, such as mail headers, is skipped.</remarks>
public static class UnifiedDiff
{
    /// <summary>Parses a diff.</summary>
    /// <param name="diff">The bytes as they came.</param>
    /// <param name="baseTree">Tree it is meant for.</param>
    /// <param name="author">Who made it.</param>
    public static DiffOutcome Parse(ReadOnlyMemory<byte> diff, string baseTree, PatchAuthor author)
    {
        var lines = SplitLines(diff.Span);
        var reader = new DiffReader(lines);
        var files = reader.ReadAll();
        if (reader.Problem is { } problem)
        {
            return new DiffOutcome(null, problem);
        }

        if (files.Count == 0 && !IsBlank(lines))
        {
            return new DiffOutcome(null, IsUtf16(diff.Span)
                ? "The input is text in UTF-16, which is no diff. Let git write the file: git diff --output=FILE."
                : "The input is not a diff: it has no 'diff --git' or '---'/'+++' header. Make one with 'git diff' and pass that.");
        }

        return new DiffOutcome(new Patch(baseTree, author, diff, files), null);
    }

    /// <summary>A diff as somebody passed it on, with the last line feed that pasting loses: without it git calls the patch corrupt.</summary>
    public static byte[] Completed(byte[] diff) => diff is [.., not (byte)'\n'] ? [.. diff, (byte)'\n'] : diff;

    private static bool IsBlank(List<string> lines) => lines.TrueForAll(string.IsNullOrWhiteSpace);

    /// <summary>As shells of Windows write what a program prints.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [_, 0, _, 0, ..] or [0, _, 0, _, ..];

    private static List<string> SplitLines(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            lines.Add(Encoding.UTF8.GetString(line));
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return lines;
    }
}

/// <summary>Answer of <see cref="UnifiedDiff.Parse"/>.</summary>
/// <param name="Patch">The patch; with no files when the input was empty or blank. Null when it is not a diff.</param>
/// <param name="Problem">What is wrong with it and at which line; null when it was read.</param>
public sealed record DiffOutcome(Patch? Patch, string? Problem);

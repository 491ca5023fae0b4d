using System.Text.Json.Serialization;

namespace Backsmith.Patches;

/// <summary>Who made a patch.</summary>
public enum PatchAuthor
{
    /// <summary>A rule's code fix.</summary>
    CodeFix,

    /// <summary>A recipe.</summary>
    Recipe,

    /// <summary>A model.</summary>
    Agent,

    /// <summary>Somebody else: what <c>verify</c> is given.</summary>
    Human,
}

/// <summary>A unified diff in <c>git diff</c> form against a base tree.</summary>
/// <param name="BaseTree">Tree id it applies to.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Diff">The diff byte for byte; empty when nothing changes.</param>
/// <param name="Files">What it does to each file, in the order of the diff.</param>
public sealed record Patch(string BaseTree, PatchAuthor Author, ReadOnlyMemory<byte> Diff, IReadOnlyList<FileChange> Files)
{
    /// <summary>Every path that it names, before and after, each once, in the order of the diff.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Paths => [.. Files.SelectMany(file => file.Paths).Distinct(StringComparer.Ordinal)];
}

/// <summary>What a patch does to a file.</summary>
public enum ChangeKind
{
    /// <summary>The file is new.</summary>
    Added,

    /// <summary>Content or mode changes.</summary>
    Modified,

    /// <summary>The file goes.</summary>
    Deleted,

    /// <summary>The file moves, perhaps with changes.</summary>
    Renamed,

    /// <summary>The file is copied, perhaps with changes.</summary>
    Copied,
}

/// <summary>One file of a diff.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="OldPath">Path before, relative to the root; null when added.</param>
/// <param name="NewPath">Path after; null when deleted.</param>
/// <param name="OldMode">Mode before as in git (<c>100644</c>, <c>100755</c>, <c>120000</c>), when the diff states it.</param>
/// <param name="NewMode">Mode after, when the diff states it.</param>
/// <param name="Binary">Whether the change is a binary one.</param>
/// <param name="Hunks">The hunks; empty for binary, mode and pure rename changes.</param>
public sealed record FileChange(
    ChangeKind Kind,
    string? OldPath,
    string? NewPath,
    string? OldMode,
    string? NewMode,
    bool Binary,
    IReadOnlyList<Hunk> Hunks)
{
    /// <summary>The path a reader looks for: after the change, or before it when the file goes.</summary>
    public string Path => NewPath ?? OldPath ?? "";

    /// <summary>The paths that it names: before and after, one where they are the same.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Paths => [.. new[] { OldPath, NewPath }.OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The lines of all hunks, each with its number after the change, from 1; one that goes has the number of the line that follows it.</summary>
    public IEnumerable<(HunkLine Line, int Number)> NumberedLines()
    {
        foreach (var hunk in Hunks)
        {
            var number = hunk.NewStart;
            foreach (var line in hunk.Lines)
            {
                yield return (line, number);
                number += line.Mark == '-' ? 0 : 1;
            }
        }
    }
}

/// <summary>One hunk of a file.</summary>
/// <param name="OldStart">First line before, from 1.</param>
/// <param name="OldCount">Lines before.</param>
/// <param name="NewStart">First line after, from 1.</param>
/// <param name="NewCount">Lines after.</param>
/// <param name="Section">What git prints behind the second <c>@@</c>.</param>
/// <param name="Lines">The lines with their marks.</param>
public sealed record Hunk(int OldStart, int OldCount, int NewStart, int NewCount, string Section, IReadOnlyList<HunkLine> Lines);

/// <summary>One line of a hunk.</summary>
/// <param name="Mark">Space, <c>+</c> or <c>-</c>.</param>
/// <param name="Text">The line without mark and line feed; a carriage return stays. Bytes that are not UTF-8 show as replacement characters here, never in the diff itself.</param>
/// <param name="NoNewline">Whether <c>\ No newline at end of file</c> follows it.</param>
public sealed record HunkLine(char Mark, string Text, bool NoNewline);

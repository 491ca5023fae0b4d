using System.Globalization;
using System.Text;
using Backsmith.Findings;
using Backsmith.Patches;

namespace Backsmith.Deliveries;

/// <summary>Writes parts of a patch as a unified diff for people. What is applied is always the patch's own bytes.</summary>
internal static class DiffText
{
    /// <summary>Whole files.</summary>
    public static string Of(IEnumerable<FileChange> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            Write(text, file, file.Hunks);
        }

        return text.ToString();
    }

    /// <summary>The hunks that touch a place; null when there are none.</summary>
    public static string? Around(Patch patch, SourceLocation place, bool after)
    {
        var file = patch.Files.FirstOrDefault(file => (after ? file.NewPath : file.OldPath) == place.Path);
        var hunks = (file?.Hunks ?? []).Where(hunk => after
            ? place.StartLine < hunk.NewStart + hunk.NewCount && place.EndLine >= hunk.NewStart
            : place.StartLine < hunk.OldStart + hunk.OldCount && place.EndLine >= hunk.OldStart).ToList();
        if (hunks.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        Write(text, file!, hunks);
        return text.ToString();
    }

    private static void Write(StringBuilder text, FileChange file, IEnumerable<Hunk> hunks)
    {
        text.Append("--- ").Append(file.OldPath is null ? "/dev/null" : "a/" + file.OldPath).Append('\n');
        text.Append("+++ ").Append(file.NewPath is null ? "/dev/null" : "b/" + file.NewPath).Append('\n');
        if (file.Binary)
        {
            text.Append("@@ binary content @@\n");
        }

        if (file.OldMode is not null && file.NewMode is not null && file.OldMode != file.NewMode)
        {
            text.Append(CultureInfo.InvariantCulture, $"@@ mode {file.OldMode} to {file.NewMode} @@\n");
        }

        foreach (var hunk in hunks)
        {
            text.Append(CultureInfo.InvariantCulture, $"@@ -{hunk.OldStart},{hunk.OldCount} +{hunk.NewStart},{hunk.NewCount} @@{(hunk.Section.Length > 0 ? " " + hunk.Section : "")}\n");
            foreach (var line in hunk.Lines)
            {
                text.Append(line.Mark).Append(line.Text.TrimEnd('\r')).Append(line.NoNewline ? "\n\\ No newline at end of file\n" : "\n");
            }
        }
    }
}

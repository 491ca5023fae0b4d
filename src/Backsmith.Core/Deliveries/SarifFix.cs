using System.Text.Json.Nodes;
using Backsmith.Patches;
using Backsmith.Secrets;

namespace Backsmith.Deliveries;

/// <summary>Writes the fix of one finding as a SARIF <c>fix</c> (3.55).</summary>
internal static class SarifFix
{
    /// <summary>The fix; null when SARIF cannot say it: files that come, go, move or are not text, and lines that hold a secret.</summary>
    public static JsonObject? Of(Repair repair, Redaction redaction)
    {
        var files = repair.Patch!.Files;
        var lines = files.SelectMany(file => file.Hunks).SelectMany(hunk => hunk.Lines).ToList();
        if (files.Count == 0 || files.Any(file => file.Kind != ChangeKind.Modified || file.Binary || file.Hunks.Count == 0)
            || lines.Exists(line => line.Text.Contains('\uFFFD', StringComparison.Ordinal) || redaction.Of(line.Text) != line.Text))
        {
            return null;
        }

        return new JsonObject
        {
            ["description"] = SarifReport.Text(repair.Title ?? "The rule's fix."),
            ["artifactChanges"] = new JsonArray([.. files.Select(file => new JsonObject
            {
                ["artifactLocation"] = SarifReport.Artifact(file.Path),
                ["replacements"] = new JsonArray([.. file.Hunks.SelectMany(Replacements)]),
            })]),
        };
    }

    /// <summary>One replacement for each run of changed lines.</summary>
    private static IEnumerable<JsonNode> Replacements(Hunk hunk)
    {
        var at = hunk.OldCount == 0 ? hunk.OldStart + 1 : hunk.OldStart;
        List<HunkLine> removed = [], added = [];
        foreach (var line in hunk.Lines.Append(new HunkLine(' ', "", false)))
        {
            if (line.Mark == '-')
            {
                removed.Add(line);
            }
            else if (line.Mark == '+')
            {
                added.Add(line);
            }
            else
            {
                if (removed.Count + added.Count > 0)
                {
                    yield return Replacement(at, removed, added);
                }

                at += removed.Count + 1;
                (removed, added) = ([], []);
            }
        }
    }

    private static JsonObject Replacement(int at, List<HunkLine> removed, List<HunkLine> added)
    {
        var last = removed.LastOrDefault();
        var region = new JsonObject { ["startLine"] = at, ["startColumn"] = 1 };
        (region["endLine"], region["endColumn"]) = last is { NoNewline: true } ? (at + removed.Count - 1, last.Text.Length + 1) : (at + removed.Count, 1);
        var replacement = new JsonObject { ["deletedRegion"] = region };
        if (added.Count > 0)
        {
            replacement["insertedContent"] = SarifReport.Text(string.Concat(added.Select(line => line.Text + (line.NoNewline ? "" : "\n"))));
        }

        return replacement;
    }
}

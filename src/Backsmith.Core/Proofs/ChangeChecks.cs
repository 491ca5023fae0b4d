using System.Text.RegularExpressions;

namespace Backsmith.Proofs;

/// <summary>Checks of the changed lines: no open ends, no drift, no copies.</summary>
internal static partial class ChangeChecks
{
    public static IEnumerable<Check> Of(Evidence evidence)
    {
        yield return OpenEnds(evidence);
        if (evidence.Changes is not { } changes || evidence.After?.Review is { Projects.Count: 0 })
        {
            yield break;
        }

        var drift = changes.Formatting.Where(line => !evidence.DriftBefore.Contains(line.Path)).ToList();
        yield return drift.Count > 0
            ? new Check("formatting", CheckResult.Fail, $"{Words.Count(drift.Count, "changed line")} not formatted as the rest: {Words.Join(drift.Select(line => $"{line.Path}:{line.Line}"), ", ")}.")
            : new Check("formatting", CheckResult.Pass, "Changed lines are formatted as the rest.");

        var copies = changes.Duplicates.Where(copy => !TestFiles.Contains(evidence.TestProjects, copy.Added.Path)).ToList();
        yield return copies.Count > 0
            ? new Check("duplicates", CheckResult.Fail, "Repeats code that stands: " + Words.Join(copies.Select(copy =>
                $"{copy.Added.Path}:{copy.Added.StartLine}-{copy.Added.EndLine} is {copy.Standing.Path}:{copy.Standing.StartLine}-{copy.Standing.EndLine}.")))
            : new Check("duplicates", CheckResult.Pass, "No changed block repeats code that stands.");
    }

    private static Check OpenEnds(Evidence evidence)
    {
        var found = new List<string>();
        foreach (var file in evidence.Patch.Files.Where(file => SourceFile().IsMatch(file.Path)))
        {
            var removed = file.Hunks.SelectMany(hunk => hunk.Lines).Where(line => line.Mark == '-').Select(line => line.Text.Trim()).ToHashSet();
            found.AddRange(file.NumberedLines()
                .Where(at => at.Line.Mark == '+' && OpenEnd().IsMatch(at.Line.Text) && !removed.Contains(at.Line.Text.Trim()))
                .Select(at => $"{file.Path}:{at.Number}"));
        }

        return found.Count > 0
            ? new Check("open-ends", CheckResult.Fail, $"Leaves {Words.Count(found.Count, "open end")} in comments or code: {Words.Join(found, ", ")}.")
            : new Check("open-ends", CheckResult.Pass, "No open end is left in comments or code.");
    }

    [GeneratedRegex(@"\.(cs|cshtml|razor|fs|vb|ts|tsx|js|jsx|py|go|java|kt|rb|rs|sql|sh)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"(//|#|/\*|--|\*|<!--).*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XXX)\b|\bthrow\s+new\s+NotImplemented" + @"Exception\b", RegexOptions.CultureInvariant)]
    private static partial Regex OpenEnd();
}

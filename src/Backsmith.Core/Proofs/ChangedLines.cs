using System.Text.RegularExpressions;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Repositories;

namespace Backsmith.Proofs;

/// <summary>How many of the lines that a patch adds or changes are reached by tests.</summary>
/// <param name="Measurable">Changed lines that could run.</param>
/// <param name="Reached">Those of them that did.</param>
/// <param name="UnreachedFiles">Changed files that have measurable changed lines, none of them reached.</param>
public sealed partial record ChangedLines(int Measurable, int Reached, IReadOnlyList<string> UnreachedFiles)
{
    /// <summary>Measures the evidence of one patch. Files of test projects do not count: a test is no evidence for itself.</summary>
    public static ChangedLines Of(Evidence evidence)
    {
        int measurable = 0, reached = 0;
        var unreached = new List<string>();
        var coverage = (evidence.Coverage?.Files ?? []).GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.First());
        foreach (var file in In(evidence.Patch).Where(file => !TestFiles.Contains(evidence.TestProjects, file.Path)))
        {
            if (!coverage.TryGetValue(file.Path, out var lines))
            {
                if (IsCode(evidence, file.Path) && !IsMeasured(evidence, coverage.Keys, file.Path))
                {
                    unreached.Add(file.Path);
                    measurable += file.Lines.Sum(range => range.Last - range.First + 1);
                }

                continue;
            }

            var covered = lines.Covered.Count(line => Holds(file, line));
            var uncovered = lines.Uncovered.Count(line => Holds(file, line));
            measurable += covered + uncovered;
            reached += covered;
            if (covered == 0 && uncovered > 0)
            {
                unreached.Add(file.Path);
            }
        }

        return new ChangedLines(measurable, reached, unreached);
    }

    /// <summary>The lines each file of a patch has added or changed, as they stand after it. A pure deletion marks the line that follows it.</summary>
    public static IReadOnlyList<ChangedFile> In(Patch patch)
    {
        var files = new List<ChangedFile>();
        foreach (var file in patch.Files.Where(file => file.NewPath is not null && file.Hunks.Count > 0))
        {
            files.Add(new ChangedFile(file.NewPath!, [.. file.Hunks.SelectMany(Ranges)]));
        }

        return files;
    }

    /// <summary>Whether lines of a file can run: C#, and in parts of other stacks that were built the sources of those.</summary>
    internal static bool IsCode(Evidence evidence, string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
        || (PartSource().IsMatch(path) && (evidence.After?.Build.Parts ?? []).Any(folder => TreePath.IsWithin(path, folder)));

    [GeneratedRegex(@"\.(py|[cm]?[jt]s|[jt]sx|vue|svelte)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PartSource();

    /// <summary>Whether tests loaded the project of a file: then a file without measurable lines holds none (an interface, an enum).</summary>
    private static bool IsMeasured(Evidence evidence, IEnumerable<string> covered, string path)
    {
        if (evidence.Coverage is not { Problem: null, Files.Count: > 0 })
        {
            return true;
        }

        var folder = (evidence.After?.Review?.Projects ?? [])
            .Select(project => TreePath.Folder(project.Path))
            .Where(candidate => TreePath.IsWithin(path, candidate))
            .OrderByDescending(candidate => candidate.Length)
            .FirstOrDefault();
        return folder is null || covered.Any(file => TreePath.IsWithin(file, folder));
    }

    private static IEnumerable<LineRange> Ranges(Hunk hunk)
    {
        var at = Math.Max(hunk.NewStart, 1);
        int? first = null;
        var deleted = false;
        foreach (var line in hunk.Lines)
        {
            if (line.Mark == '+')
            {
                first ??= at;
                deleted = false;
                at++;
            }
            else if (line.Mark == '-')
            {
                deleted = first is null;
            }
            else
            {
                if (first is { } start)
                {
                    yield return new LineRange(start, at - 1);
                }
                else if (deleted)
                {
                    yield return new LineRange(at, at);
                }

                (first, deleted) = (null, false);
                at++;
            }
        }

        if (first is { } rest)
        {
            yield return new LineRange(rest, at - 1);
        }
    }

    private static bool Holds(ChangedFile file, int line) => file.Lines.Any(range => line >= range.First && line <= range.Last);
}

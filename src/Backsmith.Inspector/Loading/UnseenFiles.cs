using Backsmith.Inspection;
using Backsmith.Repositories;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Loading;

/// <summary>Names what lies in the repository and was not reviewed.</summary>
internal static class UnseenFiles
{
    private const int MostNamed = 10;

    /// <summary>One sentence for each kind.</summary>
    public static IEnumerable<string> Of(CollectedCodeBase collected, Solution solution)
    {
        var files = RepositoryFiles.Below(collected.Root).Select(file => file.FullName).ToList();
        return Projects(collected, files).Concat(Sources(collected, solution, files));
    }

    private static IEnumerable<string> Projects(CollectedCodeBase collected, List<string> files)
    {
        var loaded = collected.Projects.Select(project => $"{collected.Root}/{project.Project}").ToHashSet(StringComparer.Ordinal);
        var entry = collected.Entry is { } path && File.Exists(path) && IsSolution(path) ? new SolutionEntry(path) : null;
        var named = (entry?.Projects ?? []).Where(project => !loaded.Contains(project)).ToList();
        var (failed, missing) = (named.Where(File.Exists).ToList(), named.Where(project => !File.Exists(project)).ToList());
        if (missing.Count > 0)
        {
            yield return $"{Path.GetFileName(entry!.Path)} names {List(collected, missing)}, which {(missing.Count == 1 ? "is" : "are")} not there.";
        }

        if (failed.Count > 0)
        {
            yield return $"{List(collected, failed)} could not be loaded and {(failed.Count == 1 ? "was" : "were")} not reviewed.";
        }

        var others = Asked(collected, entry, files).Where(file => !loaded.Contains(file) && !named.Contains(file)).Order(StringComparer.Ordinal).ToList();
        if (others.Count > 0)
        {
            yield return entry is null
                ? $"{List(collected, others)} could not be loaded and {(others.Count == 1 ? "was" : "were")} not reviewed."
                : $"{List(collected, others)} {(others.Count == 1 ? "is" : "are")} not part of {Path.GetFileName(entry.Path)} and {(others.Count == 1 ? "was" : "were")} not reviewed.";
        }
    }

    /// <summary>C# projects that a reader of the report expects to be covered: those beside the solution and below, else those that were chosen. What lies elsewhere was not asked for.</summary>
    private static IEnumerable<string> Asked(CollectedCodeBase collected, SolutionEntry? entry, List<string> files) =>
        (entry is not null ? files.Where(file => TreePath.IsWithin(file, Path.GetDirectoryName(entry.Path)!))
            : collected.Entry is { } project ? [project]
            : collected.Chosen.Select(chosen => $"{collected.Root}/{chosen}"))
        .Where(file => file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Sources(CollectedCodeBase collected, Solution solution, List<string> files)
    {
        var folders = collected.Projects.Select(project => project.Directory + "/").Distinct().ToList();
        var count = files.Count(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            && folders.Exists(folder => file.StartsWith(folder, StringComparison.Ordinal)) && solution.GetDocumentIdsWithFilePath(file).IsEmpty);
        return count == 0 ? []
            : count == 1 ? ["1 C# file below the projects belongs to none of them and was not reviewed."]
            : [$"{count} C# files below the projects belong to none of them and were not reviewed."];
    }

    private static bool IsSolution(string path) =>
        path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase);

    private static string List(CollectedCodeBase collected, IReadOnlyList<string> paths)
    {
        var names = paths.Take(MostNamed).Select(path => TreePath.Below(path, collected.Root) ?? path);
        return string.Join(", ", names) + (paths.Count > MostNamed ? $" and {paths.Count - MostNamed} more" : "");
    }
}

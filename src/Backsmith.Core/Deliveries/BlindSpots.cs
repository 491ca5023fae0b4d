using Backsmith.Executions;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>What kept the review from seeing everything.</summary>
internal static class BlindSpots
{
    /// <summary>In a few words, for one line of the checklist; null when everything was seen.</summary>
    public static string? Of(ReviewedBase reviewed)
    {
        var missing = MissingPackages(reviewed).Count;
        var unbound = reviewed.Review.Projects.Where(project => project.UnresolvedNames > 0).ToList();
        var said = reviewed.Review.Limitations.Count;
        var parts = new List<string>();
        if (missing > 0)
        {
            parts.Add($"{Words.Count(missing, "package")} could not be had");
        }

        if (unbound.Count > 0)
        {
            parts.Add($"{Words.Count(unbound.Sum(project => project.UnresolvedNames), "name")} in {Words.Count(unbound.Count, "project")} could not be bound");
        }

        if (parts.Count == 0 && said > 0)
        {
            parts.Add($"the review has {Words.Count(said, "limit")}, listed under considerations");
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    /// <summary>Packages that no project could have, with the projects that ask for them.</summary>
    public static IReadOnlyList<(string Package, IReadOnlyList<string> Projects)> MissingPackages(ReviewedBase reviewed)
    {
        var restored = reviewed.Restore.Missing.Select(package => (package.Id, package.Project));
        var loaded = reviewed.Review.Projects.SelectMany(project => project.MissingPackages.Select(id => (Id: id, Project: project.Path)));
        return
        [
            .. restored.Concat(loaded).GroupBy(pair => pair.Id, StringComparer.OrdinalIgnoreCase)
                .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(pair => pair.Project).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }
}

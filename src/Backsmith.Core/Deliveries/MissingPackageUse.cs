using Backsmith.Executions;

namespace Backsmith.Deliveries;

/// <summary>A package that could not be had, once, with everything that asks for it.</summary>
/// <param name="Package">Package id.</param>
/// <param name="Reason">What NuGet said, where it said something.</param>
/// <param name="Projects">Projects that were read without it, in order.</param>
public sealed record MissingPackageUse(string Package, string? Reason, IReadOnlyList<string> Projects)
{
    /// <summary>Those that most projects miss first.</summary>
    public static IReadOnlyList<MissingPackageUse> Of(ReviewedBase reviewed)
    {
        var loaded = reviewed.Review.Projects.SelectMany(project => project.MissingPackages.Select(id => (Id: id, Project: project.Path))).ToLookup(pair => pair.Id, StringComparer.OrdinalIgnoreCase);
        var restored = reviewed.Restore.Missing.ToLookup(package => package.Id, StringComparer.OrdinalIgnoreCase);
        var packages = loaded.Select(group => group.Key).Concat(restored.Select(group => group.Key)).Distinct(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. packages.Select(id => new MissingPackageUse(
                    id,
                    restored[id].Select(package => package.Reason).FirstOrDefault(reason => reason.Length > 0),
                    [.. (loaded.Contains(id) ? loaded[id].Select(pair => pair.Project) : restored[id].Select(package => package.Project)).Distinct().Order(StringComparer.Ordinal)]))
                .OrderByDescending(missing => missing.Projects.Count)
                .ThenBy(missing => missing.Package, StringComparer.OrdinalIgnoreCase),
        ];
    }
}

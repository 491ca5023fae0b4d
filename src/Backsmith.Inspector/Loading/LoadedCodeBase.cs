using Backsmith.Inspection;
using Backsmith.Repositories;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Loading;

/// <summary>The solution as loaded.</summary>
/// <param name="Collected">What it was loaded from.</param>
/// <param name="Solution">One project for each project and framework.</param>
/// <param name="Projects">Which collected project each one is.</param>
/// <param name="Limitations">What could not be loaded.</param>
internal sealed record LoadedCodeBase(
    CollectedCodeBase Collected,
    Solution Solution,
    IReadOnlyDictionary<ProjectId, CollectedProject> Projects,
    IReadOnlyList<string> Limitations)
{
    /// <summary>A path relative to the repository root; null outside of it.</summary>
    public string? Relative(string? path) =>
        path is null ? null : TreePath.Below(path, Collected.Root);

    /// <summary>The same for files that people write: null for what builds write, too.</summary>
    public string? Written(string? path) =>
        Relative(path) is { } relative && !$"/{relative}".Contains("/obj/", StringComparison.Ordinal) ? relative : null;

    /// <summary>The documents of a file; several when several frameworks compile it.</summary>
    public IEnumerable<DocumentId> Documents(string relative) => Solution.GetDocumentIdsWithFilePath($"{Collected.Root}/{relative}");
}

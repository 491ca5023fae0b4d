using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>A file that a fix adds.</summary>
internal sealed record AddedFile(ProjectId Project, string Path, SourceText Text);

/// <summary>What one fix changes: text changes by path, and added files.</summary>
internal sealed record FixEdits(IReadOnlyDictionary<string, IReadOnlyList<TextChange>> Changes, IReadOnlyList<AddedFile> Added)
{
    /// <summary>Reads what a fix made of a solution.</summary>
    /// <returns>The edits, or why they may not be made.</returns>
    public static async Task<(FixEdits? Edits, string? Refusal)> ReadAsync(Solution before, Solution after, EditPolicy policy, CancellationToken cancellationToken)
    {
        var changes = new SortedDictionary<string, IReadOnlyList<TextChange>>(StringComparer.Ordinal);
        var added = new List<AddedFile>();
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            if (Structure(project) is { } structure)
            {
                return (null, structure);
            }

            foreach (var id in project.GetChangedDocuments().Concat(project.GetChangedAdditionalDocuments()))
            {
                var (path, edits, refusal) = await ChangeAsync(SolutionFile.Of(before, id), SolutionFile.Of(after, id), policy, cancellationToken);
                if (refusal is null && edits.Count > 0 && !changes.TryAdd(path, edits) && !changes[path].SequenceEqual(edits))
                {
                    refusal = $"The fix would change {Path.GetFileName(path)} differently in each project that compiles it.";
                }

                if (refusal is not null)
                {
                    return (null, refusal);
                }
            }

            foreach (var document in project.GetAddedDocuments().Select(id => after.GetDocument(id)!))
            {
                var path = document.FilePath ?? Path.Combine([Path.GetDirectoryName(document.Project.FilePath)!, .. document.Folders, document.Name]);
                if (policy.Add(path, document.Name) is { } refusal)
                {
                    return (null, refusal);
                }

                added.Add(new AddedFile(project.ProjectId, Path.GetFullPath(path), await document.GetTextAsync(cancellationToken)));
            }
        }

        return (new FixEdits(changes, [.. added.DistinctBy(file => file.Path)]), null);
    }

    /// <summary>Why a change that is more than text is not made.</summary>
    private static string? Structure(ProjectChanges project) =>
        project.GetRemovedDocuments().Concat(project.GetRemovedAdditionalDocuments()).Any() ? "The fix would delete a file."
        : project.GetAddedAdditionalDocuments().Any() || project.GetAddedAnalyzerConfigDocuments().Any() || project.GetChangedAnalyzerConfigDocuments().Any() ? "The fix would change settings of the build."
        : project.GetAddedMetadataReferences().Any() || project.GetRemovedMetadataReferences().Any() || project.GetAddedProjectReferences().Any() || project.GetRemovedProjectReferences().Any()
            || project.OldProject.CompilationOptions != project.NewProject.CompilationOptions || project.OldProject.ParseOptions != project.NewProject.ParseOptions ? "The fix would change the project file."
        : null;

    private static async Task<(string Path, IReadOnlyList<TextChange> Edits, string? Refusal)> ChangeAsync(
        TextDocument before, TextDocument after, EditPolicy policy, CancellationToken cancellationToken)
    {
        var text = await before.GetTextAsync(cancellationToken);
        if (policy.Change(before, text) is { } refusal)
        {
            return ("", [], refusal);
        }

        if (before.FilePath != after.FilePath || before.Name != after.Name)
        {
            return ("", [], $"The fix would rename {before.Name}.");
        }

        var changes = before is Document code && after is Document changed
            ? await changed.GetTextChangesAsync(code, cancellationToken)
            : (await after.GetTextAsync(cancellationToken)).GetTextChanges(text);
        return (before.FilePath!, [.. changes.Select(change => LineEndings.Fit(text, change)).Where(change => text.ToString(change.Span) != change.NewText)], null);
    }
}

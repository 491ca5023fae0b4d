using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Text changes of several fixes against one solution, file by file. A fix is taken whole or not at all.</summary>
internal sealed class EditSet(Solution solution)
{
    private readonly SortedDictionary<string, List<TextChange>> _changes = new(StringComparer.Ordinal);

    /// <summary>Takes what a changed solution differs by, unless it touches what was taken before.</summary>
    public async Task<bool> TryAddAsync(Solution changed, CancellationToken cancellationToken)
    {
        var fresh = new Dictionary<string, List<TextChange>>(StringComparer.Ordinal);
        foreach (var id in changed.GetChanges(solution).GetProjectChanges().SelectMany(project => project.GetChangedDocuments()))
        {
            var (before, after) = (solution.GetDocument(id)!, changed.GetDocument(id)!);
            var changes = await after.GetTextChangesAsync(before, cancellationToken);
            var ending = Ending(await before.GetTextAsync(cancellationToken));
            fresh[before.FilePath!] = [.. changes.Select(change => new TextChange(change.Span, WithEnding(change.NewText ?? "", ending)))];
        }

        if (fresh.Any(file => _changes.TryGetValue(file.Key, out var taken) && file.Value.Exists(change => taken.Exists(other => Touches(change, other)))))
        {
            return false;
        }

        foreach (var (path, changes) in fresh)
        {
            var taken = _changes.TryGetValue(path, out var list) ? list : _changes[path] = [];
            taken.AddRange(changes.Where(change => !taken.Contains(change)));
        }

        return true;
    }

    /// <summary>The solution with all changes, in every project that compiles the files.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var result = solution;
        foreach (var (path, changes) in _changes)
        {
            foreach (var id in solution.GetDocumentIdsWithFilePath(path))
            {
                var text = await solution.GetDocument(id)!.GetTextAsync(cancellationToken);
                result = result.WithDocumentText(id, text.WithChanges(changes.OrderBy(change => change.Span.Start)));
            }
        }

        return result;
    }

    /// <summary>Equal insertions, such as one using directive that two fixes need, do not disturb each other.</summary>
    private static bool Touches(TextChange change, TextChange other) =>
        change != other && (change.Span.IntersectsWith(other.Span) || change.Span.Start == other.Span.Start);

    private static string Ending(SourceText text) =>
        text.Lines.Count > 1 && text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";

    private static string WithEnding(string text, string ending) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", ending, StringComparison.Ordinal);
}

using System.Text;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Edits of several fixes against one solution, file by file. A fix is taken whole or not at all.</summary>
internal sealed class EditSet(Solution solution, EditPolicy policy)
{
    private readonly SortedDictionary<string, List<TextChange>> _changes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AddedFile> _added = new(StringComparer.Ordinal);

    /// <summary>Takes what a changed solution differs by, unless it may not be changed or touches what was taken before.</summary>
    public async Task<EditOutcome> AddAsync(Solution changed, CancellationToken cancellationToken)
    {
        var (edits, refusal) = await FixEdits.ReadAsync(solution, changed, policy, cancellationToken);
        if (edits is null)
        {
            return new EditOutcome.Refused(refusal!);
        }

        if (edits.Changes.Values.All(changes => changes.Count == 0) && edits.Added.Count == 0)
        {
            return new EditOutcome.Refused("The fix changes nothing.");
        }

        if (edits.Changes.Any(Collides) || edits.Added.Any(file => _added.TryGetValue(file.Path, out var taken) && !taken.Text.ContentEquals(file.Text)))
        {
            return new EditOutcome.Collides();
        }

        foreach (var (path, changes) in edits.Changes)
        {
            var taken = _changes.TryGetValue(path, out var list) ? list : _changes[path] = [];
            taken.AddRange(changes.Where(change => !taken.Contains(change)));
        }

        foreach (var file in edits.Added)
        {
            _added.TryAdd(file.Path, file);
        }

        return new EditOutcome.Taken();
    }

    /// <summary>The solution with all edits, in every project that compiles the files.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancellationToken)
    {
        var result = solution;
        foreach (var (path, changes) in _changes)
        {
            foreach (var document in solution.GetDocumentIdsWithFilePath(path).Select(id => SolutionFile.Of(solution, id)))
            {
                var text = (await document.GetTextAsync(cancellationToken)).WithChanges(changes.OrderBy(change => change.Span.Start));
                result = document is Document ? result.WithDocumentText(document.Id, text) : result.WithAdditionalDocumentText(document.Id, text);
            }
        }

        foreach (var file in _added.Values)
        {
            var text = SourceText.From(file.Text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), new UTF8Encoding(false), SourceHashAlgorithm.Sha256);
            result = result.AddDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(file.Project), Path.GetFileName(file.Path), loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default, file.Path)), filePath: file.Path));
        }

        return result;
    }

    /// <summary>How the edits moved what stands in a file.</summary>
    public SpanMap Map(string path) => new(_changes.GetValueOrDefault(path, []));

    private bool Collides(KeyValuePair<string, IReadOnlyList<TextChange>> file) =>
        _changes.TryGetValue(file.Key, out var taken) && file.Value.Any(change => taken.Exists(other => Touches(change, other)));

    /// <summary>Equal insertions, such as one using directive that two fixes need, do not disturb each other.</summary>
    private static bool Touches(TextChange change, TextChange other) =>
        change != other && (change.Span.IntersectsWith(other.Span) || change.Span.Start == other.Span.Start);
}

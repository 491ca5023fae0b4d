using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Formatting;

namespace Backsmith.Inspector.Changes;

/// <summary>Finds changed lines that the formatter, with the repository's own settings, would write differently.</summary>
internal static class FormattingCheck
{
    public static async Task<IReadOnlyList<FormattingDrift>> FindAsync(LoadedCodeBase code, IReadOnlyList<ChangedFile> files, CancellationToken cancellationToken)
    {
        var drift = new List<FormattingDrift>();
        foreach (var file in files)
        {
            if (code.Documents(file.Path).FirstOrDefault() is { } id && !GeneratedCode.IsPath("/" + file.Path))
            {
                var lines = await LinesAsync(code.Solution.GetDocument(id)!, cancellationToken);
                drift.AddRange(lines.Where(line => file.Lines.Any(range => line >= range.First && line <= range.Last)).Select(line => new FormattingDrift(file.Path, line)));
            }
        }

        return drift;
    }

    private static async Task<SortedSet<int>> LinesAsync(Document document, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        var formatted = await Formatter.FormatAsync(document, cancellationToken: cancellationToken);
        var lines = new SortedSet<int>();
        foreach (var change in await formatted.GetTextChangesAsync(document, cancellationToken))
        {
            // Line endings are the file's own business.
            if (Bare(text.ToString(change.Span)) != Bare(change.NewText ?? ""))
            {
                var span = text.Lines.GetLinePositionSpan(change.Span);
                lines.UnionWith(Enumerable.Range(span.Start.Line + 1, span.End.Line - span.Start.Line + 1));
            }
        }

        return lines;
    }

    private static string Bare(string text) => text.Replace("\r", "", StringComparison.Ordinal);
}

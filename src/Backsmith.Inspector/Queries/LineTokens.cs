using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>Reads lines of files.</summary>
internal static class LineTokens
{
    private const int LongestText = 200;

    /// <summary>The tokens that touch a line, those of documentation included; null when the file has no such line.</summary>
    public static async Task<IReadOnlyList<SyntaxToken>?> InAsync(Document document, int line, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        if (line < 1 || line > text.Lines.Count)
        {
            return null;
        }

        var span = text.Lines[line - 1].Span;
        return [.. (await document.GetSyntaxRootAsync(cancellationToken))!.DescendantTokens(node => node.FullSpan.IntersectsWith(span), descendIntoTrivia: true).Where(token => token.Span.IntersectsWith(span) && !token.Span.IsEmpty)];
    }

    /// <summary>The lines on which a text stands, the nearest first, each as <c>12: text</c>.</summary>
    public static async Task<IReadOnlyList<string>> NearAsync(Document document, int line, string wanted, CancellationToken cancellationToken) =>
        [.. (await document.GetTextAsync(cancellationToken)).Lines
            .Where(other => other.ToString().Contains(wanted, StringComparison.Ordinal))
            .OrderBy(other => Math.Abs(other.LineNumber + 1 - line))
            .Take(NearestNames.Most)
            .Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.LineNumber + 1}: {Shown(other.ToString())}"))];

    /// <summary>A line without the blanks around it, cut when it is long.</summary>
    public static string Shown(string line) => line.Trim() is var text && text.Length > LongestText ? text[..LongestText] + "…" : text;
}

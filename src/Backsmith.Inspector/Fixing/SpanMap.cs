using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Follows a span through text changes that do not overlap.</summary>
internal sealed class SpanMap(IEnumerable<TextChange> changes)
{
    private readonly List<TextChange> _changes = [.. changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End)];

    /// <summary>Where a span went. What was put in at its edges lies outside; when a change reaches over an edge, all of that change lies inside.</summary>
    public TextSpan Map(TextSpan span)
    {
        var (start, end, shift) = (span.Start, span.End, 0);
        foreach (var change in _changes)
        {
            var length = change.NewText?.Length ?? 0;
            if (change.Span.End <= span.Start && change.Span.Start < span.End)
            {
                start = span.Start + shift + length - change.Span.Length;
                end = span.End + shift + length - change.Span.Length;
            }
            else if (change.Span.Start < span.End)
            {
                start = Math.Min(start, change.Span.Start + shift);
                end = Math.Max(span.End, change.Span.End) + shift + length - change.Span.Length;
            }

            shift += length - change.Span.Length;
        }

        return TextSpan.FromBounds(start, end);
    }
}

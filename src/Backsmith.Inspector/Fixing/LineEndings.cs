using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Gives changed text the line endings of its place: lines that stay keep theirs, new ones take that of the line they are put into.</summary>
internal static class LineEndings
{
    public static TextChange Fit(SourceText text, TextChange change)
    {
        if (change.NewText is not { Length: > 0 } fresh || !fresh.Contains('\n', StringComparison.Ordinal))
        {
            return change;
        }

        var before = Lines(text.ToString(change.Span));
        var after = Lines(fresh);
        var head = Common(before, after, backwards: false);
        var tail = Math.Min(Common(before, after, backwards: true), Math.Min(before.Count, after.Count) - head);
        var fitted = new StringBuilder();
        var place = EndingAt(text, change.Span.Start);
        for (var line = 0; line < after.Count; line++)
        {
            var old = line < head ? line : line >= after.Count - tail ? before.Count - (after.Count - line) : -1;
            place = old >= 0 && before[old].Ending.Length > 0 ? before[old].Ending : place;
            fitted.Append(after[line].Text).Append(after[line].Ending.Length > 0 ? place : "");
        }

        return new TextChange(change.Span, fitted.ToString());
    }

    /// <summary>The ending of the line at a position; of the one before when it is the last; a line feed when the file has none.</summary>
    private static string EndingAt(SourceText text, int position)
    {
        for (var line = text.Lines.GetLineFromPosition(position).LineNumber; line >= 0; line--)
        {
            if (text.Lines[line] is var found && found.EndIncludingLineBreak > found.End)
            {
                return text.ToString(TextSpan.FromBounds(found.End, found.EndIncludingLineBreak));
            }
        }

        return "\n";
    }

    private static int Common(List<(string Text, string Ending)> before, List<(string Text, string Ending)> after, bool backwards)
    {
        var most = Math.Min(before.Count, after.Count);
        var count = 0;
        while (count < most && before[backwards ? ^(count + 1) : count].Text == after[backwards ? ^(count + 1) : count].Text)
        {
            count++;
        }

        return count;
    }

    private static List<(string Text, string Ending)> Lines(string text)
    {
        var lines = new List<(string, string)>();
        var start = 0;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', start))
        {
            var end = at > start && text[at - 1] == '\r' ? at - 1 : at;
            lines.Add((text[start..end], text[end..(at + 1)]));
            start = at + 1;
        }

        lines.Add((text[start..], ""));
        return lines;
    }
}

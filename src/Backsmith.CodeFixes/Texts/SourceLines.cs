using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Texts;

/// <summary>Puts statements on lines of their own, indented and ended as their neighbours are.</summary>
internal static class SourceLines
{
    internal static TextChange After(StatementSyntax statement, string[] code, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.Span.End);
        var next = statement.GetLastToken().GetNextToken();
        if (next.SpanStart <= line.End && !next.IsKind(SyntaxKind.None) && !next.IsKind(SyntaxKind.EndOfFileToken) || line.EndIncludingLineBreak == line.End)
            return new TextChange(new TextSpan(statement.Span.End, 0), string.Concat(code.Select(c => " " + c)));
        return new TextChange(new TextSpan(line.EndIncludingLineBreak, 0), Lines(Indent(statement.SpanStart, text), code, text));
    }

    internal static TextChange Before(StatementSyntax statement, string[] code, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart)))
            ? new TextChange(new TextSpan(line.Start, 0), Lines(Indent(statement.SpanStart, text), code, text))
            : new TextChange(new TextSpan(statement.SpanStart, 0), string.Concat(code.Select(c => c + " ")));
    }

    private static string Lines(string indent, string[] code, SourceText text) => string.Concat(code.Select(c => indent + c + NewLine(text)));

    /// <summary>White space at the start of the line of a position.</summary>
    internal static string Indent(int position, SourceText text)
    {
        var line = text.ToString(text.Lines.GetLineFromPosition(position).Span);
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>The line end that the text begins with.</summary>
    internal static string NewLine(SourceText text) =>
        text.Lines.Count > 1 && text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
}

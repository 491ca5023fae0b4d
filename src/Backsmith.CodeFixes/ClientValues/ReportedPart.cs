using System.Globalization;
using Backsmith.Analyzers.ClientValues;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ClientValues;

/// <summary>Finds the client's value again that a report names.</summary>
internal static class ReportedPart
{
    /// <summary>The expression; null when the report names none.</summary>
    internal static ExpressionSyntax? Of(Diagnostic diagnostic, SyntaxNode root)
    {
        if (!diagnostic.Properties.TryGetValue(ClientValueAnalyzer.PartProperty, out var part) || part?.Split(' ') is not { Length: 2 } numbers)
            return null;
        var span = new TextSpan(diagnostic.Location.SourceSpan.Start + int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
        return span.End > root.FullSpan.End ? null : root.FindNode(span, getInnermostNodeForTie: true) as ExpressionSyntax;
    }
}

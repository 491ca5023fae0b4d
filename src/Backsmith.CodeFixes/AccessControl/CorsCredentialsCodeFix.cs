using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.AccessControl;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.AccessControl;

/// <summary>Takes the credentials away from a CORS policy that is open to every origin.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CorsCredentialsCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [CorsCredentialsAnalyzer.Id];

    private protected override string Title => "Allow no credentials";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place) =>
        place.Diagnostic.AdditionalLocations.FirstOrDefault() is { } credentials && place.Holds(credentials) && Cut(place.At(credentials), place.Text) is { } cut
            ? [new TextChange(cut, "")]
            : null;

    /// <summary>What to take out: a link of a chain, an element of an initialiser, or a whole statement with its line.</summary>
    private static TextSpan? Cut(SyntaxNode node, SourceText text)
    {
        if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AllowCredentials" } access } call
            && !(call.Parent is ExpressionStatementSyntax && access.Expression is IdentifierNameSyntax))
            return access.Expression is IdentifierNameSyntax && call.Parent is not MemberAccessExpressionSyntax ? null : TextSpan.FromBounds(access.Expression.Span.End, call.Span.End);
        if (node is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } element)
            return Element(initializer, element);
        return node.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement ? Line(statement, text) : null;
    }

    private static TextSpan Element(InitializerExpressionSyntax initializer, AssignmentExpressionSyntax element)
    {
        var at = initializer.Expressions.IndexOf(element);
        return at + 1 < initializer.Expressions.Count
            ? TextSpan.FromBounds(element.SpanStart, initializer.Expressions[at + 1].SpanStart)
            : at > 0 ? TextSpan.FromBounds(initializer.Expressions[at - 1].Span.End, element.Span.End) : element.Span;
    }

    private static TextSpan Line(SyntaxNode statement, SourceText text)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(statement.SpanStart), text.Lines.GetLineFromPosition(statement.Span.End));
        var alone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart))) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        return alone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span;
    }
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.ErrorHandling;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ErrorHandling;

/// <summary>Answers with a fixed text instead of the exception's, and logs the exception when nothing does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ExceptionDetailsCodeFix : TextCodeFix
{
    private const string Answer = "\"An unexpected error occurred.\"";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ExceptionDetailsAnalyzer.Id];

    private protected override string Title => "Answer with a fixed text";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count == 0 || place.Node is not ExpressionSyntax detail || Replace(detail, place.Text) is not { } replaced)
            return null;
        if (detail.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Declaration: { } declaration } handler)
            return [replaced];
        return new ExceptionLog(handler, declaration, place.Model, place.Text).Keep(detail, place.Cancellation) is { } kept ? [replaced, .. kept] : null;
    }

    /// <summary>A member that only carries the stack trace goes; any other text is replaced as a whole.</summary>
    private static TextChange? Replace(ExpressionSyntax detail, SourceText text)
    {
        SyntaxNode at = detail;
        while (at.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { OperatorToken.ValueText: "+" or "??" } or InterpolationSyntax or InterpolatedStringExpressionSyntax)
            at = at.Parent;
        var isTrace = detail.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == "StackTrace");
        if (!isTrace)
            return new TextChange(at.Span, Answer);
        return at.Parent switch
        {
            AnonymousObjectMemberDeclaratorSyntax { Parent: AnonymousObjectCreationExpressionSyntax creation } member => new TextChange(Element(creation.Initializers.GetWithSeparators(), member, text), ""),
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } member => new TextChange(Element(initializer.Expressions.GetWithSeparators(), member, text), ""),
            _ => new TextChange(at.Span, Answer),
        };
    }

    /// <summary>The element with the separator that goes with it, so that what is left is a list again.</summary>
    private static TextSpan Element(SyntaxNodeOrTokenList list, SyntaxNode element, SourceText text)
    {
        var at = list.IndexOf(element);
        return at + 2 < list.Count ? TextSpan.FromBounds(element.SpanStart, list[at + 2].Span.Start)
            : at > 0 ? TextSpan.FromBounds(list[at - 1].Span.Start, element.Span.End)
            : element.Span;
    }
}

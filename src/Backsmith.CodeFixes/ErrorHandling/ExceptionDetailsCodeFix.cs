using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.ErrorHandling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ErrorHandling;

/// <summary>Answers with a fixed text instead of the exception's, and logs the exception when nothing does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ExceptionDetailsCodeFix : CodeFixProvider
{
    private const string Answer = "\"An unexpected error occurred.\"";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ExceptionDetailsAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || context.Diagnostics[0].AdditionalLocations.Count == 0 || root.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax detail)
            return;
        var changes = new List<TextChange>();
        if (Replace(detail, text) is not { } replaced)
            return;
        changes.Add(replaced);
        if (detail.FirstAncestorOrSelf<CatchClauseSyntax>() is { Declaration: { } declaration } handler)
        {
            if (new ExceptionLog(handler, declaration, model, text).Keep(detail, context.CancellationToken) is not { } kept)
                return;
            changes.AddRange(kept);
        }

        context.RegisterCodeFix(
            CodeAction.Create("Answer with a fixed text", _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes.OrderBy(c => c.Span.Start)))), nameof(ExceptionDetailsCodeFix)),
            context.Diagnostics);
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

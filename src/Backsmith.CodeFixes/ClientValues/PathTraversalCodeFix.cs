using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.ClientValues;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ClientValues;

/// <summary>Takes the last part of a client's file name. A value that is a whole path, or says that it names a folder, is left to the reader.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PathTraversalCodeFix : CodeFixProvider
{
    private static readonly string[] Folders = ["path", "dir", "folder", "root", "location"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [PathTraversalAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || ReportedPart.Of(context.Diagnostics[0], root) is not { } part || !IsOnePart(part, root.FindNode(context.Span, getInnermostNodeForTie: true)))
            return;
        var path = model.LookupSymbols(part.SpanStart, name: "Path").FirstOrDefault() is INamedTypeSymbol { ContainingNamespace.Name: "IO" } ? "Path" : "System.IO.Path";
        context.RegisterCodeFix(
            CodeAction.Create(
                "Take the last part of the name alone",
                _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(part.Span, $"{path}.GetFileName({part})")))),
                nameof(PathTraversalCodeFix)),
            context.Diagnostics);
    }

    /// <summary>Whether the value is put behind something else, so that it can only have been meant as one part.</summary>
    private static bool IsOnePart(ExpressionSyntax part, SyntaxNode reported)
    {
        var name = part is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : part.ToString();
        if (part == reported || Folders.Any(f => name.IndexOf(f, StringComparison.OrdinalIgnoreCase) >= 0))
            return false;
        return reported is not InvocationExpressionSyntax call || call.ArgumentList.Arguments.Count > 1 && !call.ArgumentList.Arguments[0].Contains(part);
    }
}

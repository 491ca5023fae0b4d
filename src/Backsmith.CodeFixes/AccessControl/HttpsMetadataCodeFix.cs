using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.AccessControl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.AccessControl;

/// <summary>Requires HTTPS for the metadata of an authority, unless the code itself gives it an address without TLS.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HttpsMetadataCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [HttpsMetadataAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax assignment || IsPlain(assignment))
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Require HTTPS for the authority", _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(assignment.Right.Span, "true")))), nameof(HttpsMetadataCodeFix)),
            context.Diagnostics);
    }

    // An authority at http:// would be refused at the first request: somebody has to choose an address first.
    private static bool IsPlain(AssignmentExpressionSyntax assignment) =>
        (assignment.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax) ?? assignment).DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Any(l => l.Token.Value is string value && value.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
}

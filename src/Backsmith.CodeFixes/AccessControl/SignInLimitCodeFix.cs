using System.Collections.Immutable;
using System.Threading.Tasks;
using Backsmith.Analyzers.AccessControl;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.AccessControl;

/// <summary>Turns lockout on where a sign-in switches it off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SignInLimitCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SignInLimitAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } value)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Lock the account after failures", _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(value.Span, "true")))), nameof(SignInLimitCodeFix)),
            context.Diagnostics);
    }
}

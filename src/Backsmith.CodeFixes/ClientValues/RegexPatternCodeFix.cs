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

/// <summary>Gives an expression a timeout of one second, where it is made or used in place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RegexPatternCodeFix : CodeFixProvider
{
    private const string Timeout = "TimeSpan.FromSeconds(1)";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RegexPatternAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var list = root?.FindNode(context.Span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault(l => l.Arguments.Any(a => a.Expression.Span == context.Span));
        if (list?.Parent is not { } used || model?.GetSymbolInfo(used, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType.Name: "Regex" } method || !(method.IsStatic || method.MethodKind == MethodKind.Constructor))
            return;
        var span = model.LookupNamespacesAndTypes(list.SpanStart, name: "TimeSpan").Any() ? Timeout : "System." + Timeout;
        var options = method.Parameters.Any(p => p.Name == "options") ? "" : ", RegexOptions.None";
        if (list.Arguments.Any(a => a.NameColon is not null))
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Give the expression a timeout of one second",
                _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), $"{options}, {span}")))),
                nameof(RegexPatternCodeFix)),
            context.Diagnostics);
    }
}

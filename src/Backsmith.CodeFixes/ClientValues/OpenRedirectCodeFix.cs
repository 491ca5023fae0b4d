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

/// <summary>Redirects with <c>LocalRedirect</c>, which refuses an address of another site.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OpenRedirectCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [OpenRedirectAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var call = root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(c => c.ArgumentList.Arguments.Any(a => a.Span == context.Span));
        if (call is null || model?.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method || !IsLeftOpen(call, method, model) || NameOf(call) is not { } name)
            return;
        if (name.Identifier.ValueText == "Redirect" || method.ContainingType.Name is "ControllerBase" or "PageModel")
        {
            context.RegisterCodeFix(
                CodeAction.Create("Redirect to addresses of this site only", _ => Task.FromResult(context.Document.WithText(text.WithChanges(new TextChange(new TextSpan(name.SpanStart, 0), "Local")))), nameof(OpenRedirectCodeFix)),
                context.Diagnostics);
        }
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    /// <summary>Whether the result may be of another type: <c>LocalRedirectResult</c> is no <c>RedirectResult</c>.</summary>
    private static bool IsLeftOpen(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
    {
        if (method.ContainingType.Name is "Results" or "TypedResults")
            return true;
        return method.ContainingType.Name is "ControllerBase" or "PageModel" && model.GetTypeInfo(call).ConvertedType is { Name: "IActionResult" or "ActionResult" } or INamedTypeSymbol { Name: "ActionResult" }
            || method.ContainingType.Name is "ControllerBase" or "PageModel" && call.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
                && model.GetEnclosingSymbol(call.SpanStart) is IMethodSymbol { ReturnType: INamedTypeSymbol result } && (result.Name is "IActionResult" or "ActionResult" || result.TypeArguments.Any(a => a.Name is "IActionResult" or "ActionResult"));
    }
}

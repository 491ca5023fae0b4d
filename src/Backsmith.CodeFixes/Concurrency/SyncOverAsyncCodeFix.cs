using System.Collections.Immutable;
using System.Threading.Tasks;
using Backsmith.Analyzers.Concurrency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>Awaits a task instead of waiting for it, and makes the method and those that call it async where all of them can follow.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SyncOverAsyncCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SyncOverAsyncAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access })
            return;
        var plan = new AsyncPlan(context.Document, context.CancellationToken);
        if (!await plan.TryAwaitAsync(access).ConfigureAwait(false))
            return;
        var title = plan.Methods.Count == 0 ? "Await the task" : $"Await the task and make '{string.Join("', '", plan.Methods)}' async";
        context.RegisterCodeFix(CodeAction.Create(title, token => plan.ApplyAsync(token), nameof(SyncOverAsyncCodeFix)), context.Diagnostics);
    }
}

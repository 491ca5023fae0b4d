using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Texts;

/// <summary>Base of fixes that change the text of the file a finding stands in, and of no other.</summary>
public abstract class TextCodeFix : CodeFixProvider
{
    /// <summary>What the fix does, for a person.</summary>
    private protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Repair(new ReportedPlace(context.Diagnostics[0], root, model, text, context.CancellationToken)) is not { } changes)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes.OrderBy(c => c.Span.Start)))), GetType().Name),
            context.Diagnostics);
    }

    /// <summary>The changes; null when the code does not show what is right.</summary>
    private protected abstract IReadOnlyList<TextChange>? Repair(ReportedPlace place);
}

/// <summary>Where a finding stands.</summary>
internal sealed class ReportedPlace(Diagnostic diagnostic, SyntaxNode root, SemanticModel model, SourceText text, CancellationToken cancellation)
{
    internal Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The whole file.</summary>
    internal SyntaxNode Root { get; } = root;

    /// <summary>What was reported.</summary>
    internal SyntaxNode Node => At(Diagnostic.Location);

    internal SemanticModel Model { get; } = model;

    internal SourceText Text { get; } = text;

    internal CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether a place lies in the same file.</summary>
    internal bool Holds(Location place) => place.SourceTree == Root.SyntaxTree;

    /// <summary>The innermost node at a place of the same file.</summary>
    internal SyntaxNode At(Location place) => Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true);
}

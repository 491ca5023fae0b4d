using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Backsmith.Analyzers.ClientValues;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.ClientValues;

/// <summary>Encodes a value where it stands in markup. A text that is markup as a whole is left to the reader.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MarkupInjectionCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [MarkupInjectionAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || ReportedPart.Of(context.Diagnostics[0], root) is not { } part || part.Span == context.Span)
            return;
        var changes = new List<TextChange> { new(part.Span, $"HtmlEncoder.Default.Encode({part})") };
        if (Imports.For("HtmlEncoder", "System.Text.Encodings.Web", part.SpanStart, root, model, text) is { } import)
            changes.Insert(0, import);
        context.RegisterCodeFix(
            CodeAction.Create("Encode the value", _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes))), nameof(MarkupInjectionCodeFix)),
            context.Diagnostics);
    }
}

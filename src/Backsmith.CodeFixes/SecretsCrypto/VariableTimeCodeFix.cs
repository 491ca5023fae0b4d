using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Backsmith.Analyzers.SecretsCrypto;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.SecretsCrypto;

/// <summary>Compares in fixed time what was compared until a byte differs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VariableTimeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [VariableTimeAnalyzer.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax node || model is null || Compared(node, model) is not { } compared)
            return;
        var changes = new List<TextChange> { new(node.Span, compared) };
        Add(changes, Imports.For("CryptographicOperations", "System.Security.Cryptography", node.SpanStart, root, model, text));
        if (compared.Contains("Encoding."))
            Add(changes, Imports.For("Encoding", "System.Text", node.SpanStart, root, model, text));
        var at = changes.Count == 3 && changes[1].Span == changes[2].Span;
        context.RegisterCodeFix(
            CodeAction.Create(
                "Compare in fixed time",
                _ => Task.FromResult(context.Document.WithText(text.WithChanges(at ? [changes[0], new TextChange(changes[1].Span, Joined(changes[1].NewText!, changes[2].NewText!))] : changes.OrderBy(c => c.Span.Start)))),
                nameof(VariableTimeCodeFix)),
            context.Diagnostics);
    }

    private static void Add(List<TextChange> changes, TextChange? change)
    {
        if (change is { } made)
            changes.Add(made);
    }

    // Both directives at one place: one blank line after them, not two.
    private static string Joined(string first, string second) => first.EndsWith("\n\n", System.StringComparison.Ordinal) || first.EndsWith("\r\n\r\n", System.StringComparison.Ordinal)
        ? first.TrimEnd() + (first.Contains("\r\n") ? "\r\n" : "\n") + second
        : first + second;

    private static string? Compared(ExpressionSyntax node, SemanticModel model)
    {
        var (name, left, right) = Comparison.Parts(node);
        if (left is null || right is null || name is "Compare" or "CompareOrdinal")
            return null;
        var options = (node as InvocationExpressionSyntax)?.ArgumentList.Arguments.Select(a => a.Expression.ToString()).Where(a => a.StartsWith("StringComparison.", System.StringComparison.Ordinal)).ToList() ?? [];
        if (options.Any(o => !o.EndsWith("Ordinal", System.StringComparison.Ordinal) && !o.EndsWith("OrdinalIgnoreCase", System.StringComparison.Ordinal)))
            return null;
        var ignoresCase = options.Any(o => o.EndsWith("IgnoreCase", System.StringComparison.Ordinal));
        var isSure = !VariableTimeAnalyzer.NamesSecret(left) && !VariableTimeAnalyzer.NamesSecret(right);
        var (l, r) = (Bytes(left, right, isSure, ignoresCase, model), Bytes(right, left, isSure, ignoresCase, model));
        return l is null || r is null ? null : $"{(name == "!=" ? "!" : "")}CryptographicOperations.FixedTimeEquals({l}, {r})";
    }

    /// <summary>The side as bytes; null when that could throw or change what null means.</summary>
    private static string? Bytes(ExpressionSyntax side, ExpressionSyntax other, bool isSure, bool ignoresCase, SemanticModel model)
    {
        var type = model.GetTypeInfo(side);
        if (type.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" })
            return side.ToString();
        if (type.Type is { Name: "StringValues" })
            return $"Encoding.UTF8.GetBytes({side}.ToString(){(ignoresCase ? ".ToUpperInvariant()" : "")})";
        if (type.Type?.SpecialType != SpecialType.System_String)
            return null;
        var mayBeNull = type.Nullability.FlowState != NullableFlowState.NotNull;
        if (mayBeNull && (!isSure || model.GetTypeInfo(other) is { Type.IsReferenceType: true, Nullability.FlowState: not NullableFlowState.NotNull }))
            return null;
        var given = mayBeNull ? $"{side} ?? \"\"" : side.ToString();
        return ignoresCase ? $"Encoding.UTF8.GetBytes({(mayBeNull || side is BinaryExpressionSyntax ? $"({given})" : given)}.ToUpperInvariant())" : $"Encoding.UTF8.GetBytes({given})";
    }
}

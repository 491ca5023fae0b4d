using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.SecretsCrypto;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.SecretsCrypto;

/// <summary>Compares in fixed time what was compared until a byte differs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VariableTimeCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [VariableTimeAnalyzer.Id];

    private protected override string Title => "Compare in fixed time";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place)
    {
        if (place.Node is not ExpressionSyntax node || Compared(node, place.Model) is not { } compared)
            return null;
        var changes = new List<TextChange> { new(node.Span, compared) };
        Add(changes, Imports.For("CryptographicOperations", "System.Security.Cryptography", node.SpanStart, place.Root, place.Model, place.Text));
        if (compared.Contains("Encoding."))
            Add(changes, Imports.For("Encoding", "System.Text", node.SpanStart, place.Root, place.Model, place.Text));
        return changes.Count == 3 && changes[1].Span == changes[2].Span
            ? [changes[0], new TextChange(changes[1].Span, Joined(changes[1].NewText!, changes[2].NewText!))]
            : changes;
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

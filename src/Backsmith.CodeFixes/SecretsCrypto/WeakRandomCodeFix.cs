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

/// <summary>Draws with RandomNumberGenerator what was drawn with System.Random.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class WeakRandomCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [WeakRandomAnalyzer.Id];

    private protected override string Title => "Draw with RandomNumberGenerator";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call || Replacement(call, access) is not { } drawn)
            return null;
        var changes = new List<TextChange> { new(call.Span, drawn) };
        if (Imports.For("RandomNumberGenerator", "System.Security.Cryptography", call.SpanStart, place.Root, place.Model, place.Text) is { } import)
            changes.Add(import);
        if (Unused(access.Expression, place.Root, place.Model, place.Text) is { } unused)
            changes.Add(new TextChange(unused, ""));
        return changes;
    }

    private static string? Replacement(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access)
    {
        var arguments = call.ArgumentList.Arguments;
        return (access.Name.Identifier.ValueText, arguments.Count) switch
        {
            ("Next", 0) => "RandomNumberGenerator.GetInt32(int.MaxValue)",
            ("Next", 1 or 2) when arguments.All(a => a.NameColon is null) => $"RandomNumberGenerator.GetInt32({string.Join(", ", arguments.Select(a => a.Expression.ToString()))})",
            ("NextBytes", 1) => $"RandomNumberGenerator.Fill({arguments[0].Expression})",
            ("GetItems", 2) => $"RandomNumberGenerator.GetItems({string.Join(", ", arguments.Select(a => a.Expression.ToString()))})",
            _ => null,
        };
    }

    /// <summary>The declaration of the generator with its line, when nothing else draws from it.</summary>
    private static TextSpan? Unused(ExpressionSyntax generator, SyntaxNode root, SemanticModel model, SourceText text)
    {
        if (generator is not IdentifierNameSyntax name || model.GetSymbolInfo(name).Symbol is not { } symbol || symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private })
            || symbol.DeclaringSyntaxReferences.Length != 1 || symbol.DeclaringSyntaxReferences[0] is var reference && reference.SyntaxTree != root.SyntaxTree || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or MemberAccessExpressionSyntax, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: { } statement } })
            return null;
        var used = root.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n != name && n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, symbol));
        if (used || symbol is IFieldSymbol { ContainingType.DeclaringSyntaxReferences.Length: > 1 } || statement is not (LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } or FieldDeclarationSyntax) || statement.GetLeadingTrivia().Any(t => !string.IsNullOrWhiteSpace(t.ToString())))
            return null;
        var (first, last) = (text.Lines.GetLineFromPosition(statement.SpanStart), text.Lines.GetLineFromPosition(statement.Span.End));
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart))) || !string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End))))
            return null;
        var next = last.LineNumber + 1 < text.Lines.Count ? text.Lines[last.LineNumber + 1] : last;
        var opens = first.LineNumber > 0 && text.Lines[first.LineNumber - 1].ToString().TrimEnd().EndsWith("{", System.StringComparison.Ordinal);
        return TextSpan.FromBounds(first.Start, opens && string.IsNullOrWhiteSpace(next.ToString()) ? next.EndIncludingLineBreak : last.EndIncludingLineBreak);
    }
}

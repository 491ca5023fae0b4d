using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Injection;

/// <summary>The composition that gives a reported expression its text: the expression itself, or the one value of the local that it names.</summary>
internal sealed class SqlStatementText(TextComposition composition, VariableDeclarationSyntax? declaration, bool isUsedOnce)
{
    internal TextComposition Composition { get; } = composition;

    /// <summary>The declaration of the local that keeps the text; null when the text stands where it is used.</summary>
    internal VariableDeclarationSyntax? Declaration { get; } = declaration;

    /// <summary>Whether nothing but the reported expression reads that local.</summary>
    internal bool IsUsedOnce { get; } = isUsedOnce;

    internal static SqlStatementText? Of(ExpressionSyntax reported, SemanticModel model)
    {
        if (TextComposition.Of(reported, model) is { } direct)
            return new SqlStatementText(direct, null, true);
        if (reported is not IdentifierNameSyntax name || model.GetSymbolInfo(name).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration }
            || Body(reported) is not { } body || TextComposition.Of(value, model) is not { } kept)
            return null;
        var uses = body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n != name && n.Identifier.ValueText == local.Name).ToList();
        return uses.All(IsLogged) && !Changed(kept, body) ? new SqlStatementText(kept, declaration, uses.Count == 0) : null;
    }

    internal static SyntaxNode? Body(SyntaxNode inside) =>
        inside.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax or PropertyDeclarationSyntax);

    /// <summary>Whether something that goes into the text gets another value after the text was made.</summary>
    private static bool Changed(TextComposition composition, SyntaxNode body)
    {
        var read = new HashSet<string>(composition.Parts.Where(p => p.IsHole).SelectMany(p => p.Value!.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()).Select(n => n.Identifier.ValueText));
        return body.DescendantNodes().Where(n => n.SpanStart > composition.Expression.Span.End).Any(n => n switch
        {
            AssignmentExpressionSyntax assignment => Names(assignment.Left, read),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Names(argument.Expression, read),
            PostfixUnaryExpressionSyntax unary => Names(unary.Operand, read),
            PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression && Names(unary.Operand, read),
            _ => false,
        });
    }

    private static bool Names(ExpressionSyntax target, HashSet<string> read) =>
        target is IdentifierNameSyntax name && read.Contains(name.Identifier.ValueText) || target is MemberAccessExpressionSyntax access && read.Contains(access.Name.Identifier.ValueText);

    private static bool IsLogged(SyntaxNode use) =>
        use.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && (call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression as SimpleNameSyntax)?.Identifier.ValueText is { } name
        && (name.StartsWith("Log", System.StringComparison.Ordinal) || name.StartsWith("Write", System.StringComparison.Ordinal) || name is "Debug" or "Info" or "Information" or "Trace" or "Verbose" or "Warn" or "Error");
}

using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Two texts or two sequences of bytes that are compared until one element differs.</summary>
internal sealed class Comparison(ExpressionSyntax node, string name, IOperation left, IOperation right)
{
    private static readonly HashSet<string> Telling =
    [
        "hash", "hashed", "mac", "hmac", "signature", "sign", "signed", "sig", "digest", "computed", "expected", "calculated", "token", "key", "secret", "password", "checksum", "apikey", "verify", "valid", "validate", "authenticate", "code", "webhook",
    ];

    /// <summary>The whole comparison.</summary>
    internal ExpressionSyntax Node { get; } = node;

    /// <summary>The operator or method, as written.</summary>
    internal string Operator { get; } = name;

    internal IReadOnlyList<IOperation> Sides { get; } = [left, right];

    /// <summary>True in an expression tree, which a database runs.</summary>
    internal bool IsQuery
    {
        get
        {
            for (var outer = Sides[0]; outer is not null; outer = outer.Parent)
            {
                if (outer is IConversionOperation { Operand: IAnonymousFunctionOperation } conversion && conversion.Type?.Name == "Expression" || outer is ITranslatedQueryOperation)
                    return true;
                if (outer is IAnonymousFunctionOperation && outer.Parent is null or IInvalidOperation)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Every comparison of a compilation that could be one of secrets.</summary>
    internal static IEnumerable<Comparison> All(SourceIndex index) =>
        index.Compilation.SyntaxTrees.SelectMany(t => t.GetRoot(index.Cancellation).DescendantNodes())
            .OfType<ExpressionSyntax>().Select(n => Read(n, index)).OfType<Comparison>();

    /// <summary>The operator and the two sides of what looks like a comparison; sides that are null when it does not.</summary>
    internal static (string Operator, ExpressionSyntax? Left, ExpressionSyntax? Right) Parts(ExpressionSyntax node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } b when !IsFixed(b.Left) && !IsFixed(b.Right) => (b.OperatorToken.ValueText, b.Left, b.Right),
        InvocationExpressionSyntax call => Of(call),
        _ => ("", null, null),
    };

    private static Comparison? Read(ExpressionSyntax node, SourceIndex index)
    {
        var (name, left, right) = Parts(node);
        return left is null || right is null || !(MayBeSecret(left) || MayBeSecret(right)) || index.Operation(left) is not { ConstantValue.HasValue: false } l || index.Operation(right) is not { ConstantValue.HasValue: false } r || !IsData(l.Type) || !IsData(r.Type)
            ? null
            : new Comparison(node, name, l, r);
    }

    private static (string, ExpressionSyntax?, ExpressionSyntax?) Of(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" or "SequenceEqual" or "Compare" or "CompareOrdinal" } member || arguments.Count == 0)
            return ("", null, null);
        var name = member.Name.Identifier.ValueText;
        var isStatic = member.Expression is PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "String" or "Enumerable" or "MemoryExtensions" };
        return isStatic
            ? (name, arguments[0].Expression, arguments.ElementAtOrDefault(1)?.Expression)
            : (name, member.Expression, arguments[0].Expression);
    }

    // Names only keep the walk short; what is reported is decided by flow.
    private static bool MayBeSecret(ExpressionSyntax side) =>
        side.DescendantTokens().Any(t => t.Value is string text && NameWords.Of(text).Any(Telling.Contains))
        || MethodBodies.EnclosingBody(side)?.Parent is MethodDeclarationSyntax method && NameWords.Of(method.Identifier.ValueText).Any(Telling.Contains);

    private static bool IsFixed(ExpressionSyntax side) => side is LiteralExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax or PrefixUnaryExpressionSyntax;

    private static bool IsData(ITypeSymbol? type) => type switch
    {
        null or IErrorTypeSymbol => true,
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "IEnumerable", TypeArguments.Length: 1 } several => several.TypeArguments[0].SpecialType is SpecialType.System_Byte or SpecialType.System_Char,
        _ => TextTypes.IsText(type),
    };
}

using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>An assignment that gives a number of an object a value computed from the number's own old value.</summary>
internal sealed class Quantity(SyntaxNode node, ExpressionSyntax target, ExpressionSyntax? owner, ISymbol member)
{
    private const int DeepestLocal = 3;

    // Numbers that place or count a row rather than hold an amount of something.
    private static readonly string[] Places = ["Position", "Index", "Order", "Sort", "Version", "Revision", "Page", "Level", "Depth", "Row", "Column", "Rank", "Priority", "Ordinal"];

    /// <summary>The assignment.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>The object whose number it is; null for the object that the code belongs to.</summary>
    public ExpressionSyntax? Owner { get; } = owner;

    /// <summary>The property or field.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>True when the number was set anew before among the nodes: what is added up then does not come from the store.</summary>
    public bool IsSetAnew(IEnumerable<SyntaxNode> nodes, SemanticModel model) =>
        nodes.OfType<AssignmentExpressionSyntax>().Any(a => a.SpanStart < Node.SpanStart && a.IsKind(SyntaxKind.SimpleAssignmentExpression) && a.Left.ToString() == target.ToString() && Read(a, model) is null);

    /// <summary>Reads a node as such an assignment; null when it is none.</summary>
    public static Quantity? Read(SyntaxNode node, SemanticModel model)
    {
        var target = node switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression or (int)SyntaxKind.SimpleAssignmentExpression } a => a.Left,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } p => p.Operand,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } p => p.Operand,
            _ => null,
        };
        if (target is not (MemberAccessExpressionSyntax or IdentifierNameSyntax) || model.GetSymbolInfo(target).Symbol is not { IsStatic: false } member || !IsNumber(member) || IsPlace(member.Name))
        {
            return null;
        }

        if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } simple && (simple.Parent is InitializerExpressionSyntax || !Computes(simple.Right, member, model, 0)))
        {
            return null;
        }

        var owner = (target as MemberAccessExpressionSyntax)?.Expression;
        return new Quantity(node, (ExpressionSyntax)target, owner is ThisExpressionSyntax or BaseExpressionSyntax ? null : owner, member);
    }

    /// <summary>True for the name of a number that says where a row stands among others, which two rows may share without harm.</summary>
    public static bool IsPlace(string name) => Places.Any(place => name.EndsWith(place, System.StringComparison.OrdinalIgnoreCase));

    private static bool IsNumber(ISymbol member) => (member switch { IPropertySymbol p => p.Type, IFieldSymbol f => f.Type, _ => null }) is { } type
        && (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type).SpecialType
            is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Whether a value is computed from the member's old value, also by way of locals.</summary>
    public static bool Computes(ExpressionSyntax value, ISymbol member, SemanticModel model) => Computes(value, member, model, 0);

    private static bool Computes(ExpressionSyntax value, ISymbol member, SemanticModel model, int depth)
    {
        var parts = value.DescendantNodesAndSelf().ToList();
        if (parts.OfType<BinaryExpressionSyntax>().Any(b => IsArithmetic(b) && b.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => Holds(n, member, model, depth))))
        {
            return true;
        }

        return depth < DeepestLocal && parts.OfType<IdentifierNameSyntax>().Any(n => LocalOf(n, model) is { } local && LocalValues.Of(local, model).Any(v => Computes(v.Value, member, model, depth + 1)));
    }

    // The member itself, or a local that holds a copy of it.
    private static bool Holds(SimpleNameSyntax name, ISymbol member, SemanticModel model, int depth)
    {
        if (name.Identifier.ValueText == member.Name)
        {
            return SameSymbol.Comparer.Equals(model.GetSymbolInfo(name).Symbol, member);
        }

        return depth < DeepestLocal && name is IdentifierNameSyntax id && LocalOf(id, model) is { } local
            && LocalValues.Of(local, model).Any(v => MethodBodies.Bare(v.Value) is MemberAccessExpressionSyntax copied && Holds(copied.Name, member, model, depth + 1));
    }

    private static ILocalSymbol? LocalOf(IdentifierNameSyntax name, SemanticModel model) => model.GetSymbolInfo(name).Symbol as ILocalSymbol;

    private static bool IsArithmetic(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression;
}

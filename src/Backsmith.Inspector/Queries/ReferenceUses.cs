using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>Tells how a symbol is used where its name stands.</summary>
internal static class ReferenceUses
{
    /// <summary>The use of a symbol by a node.</summary>
    /// <param name="node">The name, or what uses the symbol without naming it, such as <c>new(…)</c> or <c>foreach</c>.</param>
    /// <param name="symbol">What is used.</param>
    public static ReferenceUse Of(SyntaxNode node, ISymbol symbol)
    {
        if (node.FirstAncestorOrSelf<StructuredTriviaSyntax>() is not null || node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null || IsNameOf(node))
        {
            return ReferenceUse.Name;
        }

        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && attribute.Name.Span.Contains(node.Span))
        {
            return ReferenceUse.Attribute;
        }

        return symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } => ReferenceUse.Create,
            INamedTypeSymbol or ITypeParameterSymbol => OfType(node, symbol),
            IMethodSymbol => IsCalled(node) ? ReferenceUse.Call : ReferenceUse.Pass,
            _ => OfValue(node),
        };
    }

    private static ReferenceUse OfType(SyntaxNode node, ISymbol symbol) =>
        node is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax ? ReferenceUse.Create
        : node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is ObjectCreationExpressionSyntax creation && Named(creation.Type).Span == node.Span ? ReferenceUse.Create
        : node.FirstAncestorOrSelf<BaseTypeSyntax>() is { } parent && Named(parent.Type).Span.Contains(node.SpanStart) && node.FirstAncestorOrSelf<TypeArgumentListSyntax>()?.Ancestors().Contains(parent) != true
            ? symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } && parent.Parent?.Parent is not InterfaceDeclarationSyntax ? ReferenceUse.Implement : ReferenceUse.Derive
        : ReferenceUse.Type;

    private static SyntaxNode Named(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => Named(qualified.Right),
        AliasQualifiedNameSyntax alias => alias.Name,
        _ => type,
    };

    private static bool IsCalled(SyntaxNode node)
    {
        var expression = Whole(node);
        return expression.Parent is InvocationExpressionSyntax call && call.Expression == expression
            || expression is not (SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax);
    }

    private static ReferenceUse OfValue(SyntaxNode node)
    {
        var expression = Whole(node);
        return expression.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == expression => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? ReferenceUse.Write : ReferenceUse.ReadWrite,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => ReferenceUse.ReadWrite,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => ReferenceUse.ReadWrite,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword } => ReferenceUse.Write,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword } or RefExpressionSyntax => ReferenceUse.ReadWrite,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction } tuple } when deconstruction.Left == tuple => ReferenceUse.Write,
            NameColonSyntax => ReferenceUse.Name,
            NameEqualsSyntax => ReferenceUse.Write,
            InvocationExpressionSyntax call when call.Expression == expression => ReferenceUse.Call,
            _ => ReferenceUse.Read,
        };
    }

    /// <summary>The expression whose value is the symbol's: <c>a.b.Name</c> for <c>Name</c>.</summary>
    private static SyntaxNode Whole(SyntaxNode node)
    {
        var expression = node.Parent is MemberAccessExpressionSyntax member && member.Name == node ? member
            : node.Parent is MemberBindingExpressionSyntax binding ? binding
            : node;
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            expression = expression.Parent;
        }

        return expression;
    }

    private static bool IsNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } && call.ArgumentList.Span.Contains(node.Span));
}

using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Programs;

/// <summary>A value that a local receives somewhere in a body.</summary>
internal readonly struct AssignedValue(ExpressionSyntax value, bool isElement, bool isConditional)
{
    /// <summary>The expression assigned, or the collection that is iterated.</summary>
    public ExpressionSyntax Value { get; } = value;

    /// <summary>True when the local is an element of the value: the variable of a foreach.</summary>
    public bool IsElement { get; } = isElement;

    /// <summary>True when the assignment stands under an if, switch or loop, so that it may not have happened.</summary>
    public bool IsConditional { get; } = isConditional;
}

/// <summary>Finds what a local can hold, without regard to order.</summary>
internal static class LocalValues
{
    /// <summary>Every value assigned to the local in the body that declares it.</summary>
    public static IReadOnlyList<AssignedValue> Of(ISymbol local, SemanticModel model)
    {
        var declaration = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var body = declaration is null || declaration.SyntaxTree != model.SyntaxTree ? null : ScopeOf(declaration);
        if (body is null)
        {
            return [];
        }

        var values = new List<AssignedValue>();
        AddDeclared(declaration!, body, values);
        foreach (var assignment in body.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name
                && SameSymbol.Comparer.Equals(model.GetSymbolInfo(name).Symbol, local))
            {
                values.Add(new AssignedValue(assignment.Right, false, IsConditional(assignment, body)));
            }
        }

        return values;
    }

    private static SyntaxNode? ScopeOf(SyntaxNode declaration)
    {
        var lambda = declaration.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>();
        return lambda?.Body ?? MethodBodies.EnclosingBody(declaration);
    }

    private static void AddDeclared(SyntaxNode declaration, SyntaxNode body, List<AssignedValue> values)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                values.Add(new AssignedValue(value, false, false));
                break;
            case ForEachStatementSyntax loop:
                values.Add(new AssignedValue(loop.Expression, true, false));
                break;
            case SingleVariableDesignationSyntax { Parent: DeclarationPatternSyntax or RecursivePatternSyntax or VarPatternSyntax } pattern
                when pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } test:
                values.Add(new AssignedValue(test.Expression, false, IsConditional(test, body)));
                break;
        }
    }

    private static bool IsConditional(SyntaxNode node, SyntaxNode body) =>
        node.Ancestors().TakeWhile(a => a != body).Any(a => a is IfStatementSyntax or SwitchStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or ForStatementSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax);
}

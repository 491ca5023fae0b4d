using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>The names in a piece of code that hold, or were made from, a value it starts with: a loop's element, a parameter.</summary>
internal sealed class CarriedNames
{
    private readonly HashSet<string> _names;

    private CarriedNames(IEnumerable<string> first) => _names = new HashSet<string>(first);

    /// <summary>Follows the first names through the code, in its order.</summary>
    public static CarriedNames Of(SyntaxNode code, SemanticModel model, params string[] first)
    {
        var names = new CarriedNames(first);
        foreach (var node in code.DescendantNodesAndSelf())
        {
            if (names.Carrier(node, model) is { Length: > 0 } carrier)
            {
                names._names.Add(carrier);
            }
        }

        return names;
    }

    /// <summary>True when the node uses one of the names.</summary>
    public bool In(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => _names.Contains(n.Identifier.ValueText)
            && (n.Parent is not MemberAccessExpressionSyntax member || member.Name != n) && n.Parent is not (NameColonSyntax or NameEqualsSyntax));

    private string? Carrier(SyntaxNode node, SemanticModel model) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } local when In(value) => local.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax target, Right: { } right } when In(right) => target.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax target, Right: { } right } when In(right) => CommandOf(target, model),
        ForEachStatementSyntax loop when In(loop.Expression) => loop.Identifier.ValueText,
        SingleVariableDesignationSyntax designation when TestedBy(designation) is { } test && In(test) => designation.Identifier.ValueText,
        InvocationExpressionSyntax call when MethodBodies.NameOf(call).StartsWith("Add", StringComparison.Ordinal) && call.ArgumentList.Arguments.Any(a => In(a.Expression)) => CommandOf(call.Expression, model),
        _ => null,
    };

    // `row is { } line`, `TryParse(row, out var number)`.
    private static SyntaxNode? TestedBy(SingleVariableDesignationSyntax designation) =>
        designation.Ancestors().FirstOrDefault(a => a is IsPatternExpressionSyntax or InvocationExpressionSyntax or SwitchExpressionSyntax or SwitchStatementSyntax or StatementSyntax)
            is IsPatternExpressionSyntax or InvocationExpressionSyntax ? designation.Ancestors().First(a => a is IsPatternExpressionSyntax or InvocationExpressionSyntax) : null;

    // A command, or the parameters of one, that a value is put into.
    private static string? CommandOf(ExpressionSyntax expression, SemanticModel model)
    {
        var root = expression;
        while (true)
        {
            switch (root)
            {
                case MemberAccessExpressionSyntax m: root = m.Expression; break;
                case ElementAccessExpressionSyntax e: root = e.Expression; break;
                case InvocationExpressionSyntax i: root = i.Expression; break;
                case IdentifierNameSyntax name when model.GetTypeInfo(name).Type is { } type && (StoreTypes.IsCommand(type) || type.Name is "DynamicParameters" or "DbParameter" or "IDbDataParameter" || type.Name.EndsWith("Parameter", StringComparison.Ordinal)):
                    return name.Identifier.ValueText;
                default: return null;
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>
/// Decides whether something keeps the number of rows of a query in hand: a limit, one parent whose children they are, keys the
/// caller lists, or a range with both ends. An operator that is not known counts as a limit.
/// </summary>
internal static class RowBounds
{
    private static readonly string[] KeyEndings = ["Id", "Ids", "Key", "Guid", "Uuid", "Slug", "Email", "UserName", "Username", "Number", "Code", "Isbn", "Sku", "Token", "ID"];

    /// <summary>True when the query returns as many rows as there are.</summary>
    public static bool AreMissing(StoreQuery query, SourceProgram program)
    {
        var isSet = query.Result == QueryResult.Set || (query.Result is QueryResult.Deferred or QueryResult.Stream && IsHeld(query, program));
        if (!isSet || query.Steps.Any(s => !LeavesUnbounded(s, program)) || query.Steps.Where(s => !s.IsConditional).SelectMany(s => s.Arguments).Any(a => ModelOf(a, program) is { } m && NamesOneParent(a, m)))
        {
            return false;
        }

        return query.Sql is null ? !query.Steps.Any(s => s.Name == "Sql") : query.Sql is { IsSelect: true, IsBounded: false, IsGrouped: false, HasRange: false };
    }

    /// <summary>True for a condition that leaves the children of one parent, the rows of listed keys, or a range.</summary>
    public static bool NamesOneParent(ExpressionSyntax condition, SemanticModel model)
    {
        if (condition is not LambdaExpressionSyntax { Body: ExpressionSyntax body } lambda)
        {
            return false;
        }

        var row = lambda switch
        {
            SimpleLambdaExpressionSyntax s => s.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: > 0 } p } => p[0].Identifier.ValueText,
            _ => "",
        };
        var parts = Conjuncts(body).ToList();
        return parts.Any(p => IsKeyEquality(p, row, model) || IsKeyList(p, row)) || HasRange(parts, row, model);
    }

    private static SemanticModel? ModelOf(SyntaxNode node, SourceProgram program) => program.ModelOf(node.SyntaxTree);

    private static bool IsHeld(StoreQuery query, SourceProgram program)
    {
        var type = ModelOf(query.Expression, program)?.GetTypeInfo(query.Expression).Type;
        return query.Result == QueryResult.Stream ? StoreTypes.IsReader(StoreTypes.Awaited(type)) : StoreTypes.IsQueryable(type) || StoreTypes.IsDbSet(type) || StoreTypes.IsCollection(type) || type is null or { TypeKind: TypeKind.Error };
    }

    private static bool LeavesUnbounded(QueryStep step, SourceProgram program)
    {
        if (step.Name == "Sql")
        {
            return true;
        }

        if (step.Name.StartsWith("FromSql", StringComparison.Ordinal))
        {
            return step.Arguments.Count > 0 && ModelOf(step.Node, program) is { } model
                && SqlText.Of(SqlCalls.TextOf(step.Arguments[0], model)) is { IsSelect: true, IsBounded: false, IsGrouped: false, HasRange: false };
        }

        return QueryOperators.LeavesUnbounded(step.Name) || (step.Node is InvocationExpressionSyntax && IsPlainList(step, program));
    }

    // A repository contract whose code is not in sight: only a call that hands in nothing that could limit it.
    private static bool IsPlainList(QueryStep step, SourceProgram program) =>
        (step.Name.StartsWith("GetAll", StringComparison.Ordinal) || step.Name.StartsWith("List", StringComparison.Ordinal) || step.Name.StartsWith("FindAll", StringComparison.Ordinal))
        && step.Arguments.All(a => a is LambdaExpressionSyntax || ModelOf(a, program)?.GetTypeInfo(a).Type?.Name == "CancellationToken");

    private static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax p => Conjuncts(p.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => Conjuncts(and.Left).Concat(Conjuncts(and.Right)),
        _ => [condition],
    };

    private static bool IsKeyEquality(ExpressionSyntax part, string row, SemanticModel model)
    {
        var (left, right) = part switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } b => (b.Left, b.Right),
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } a } call when MethodBodies.NameOf(call) == "Equals" && MethodBodies.ReceiverOf(call) is { } r => (r, a[0].Expression),
            _ => (null, null),
        };
        if (left is null || right is null || IsOfRow(left, row) == IsOfRow(right, row))
        {
            return false;
        }

        var (member, value) = IsOfRow(left, row) ? (left, right) : (right, left);
        return !model.GetConstantValue(value).HasValue && (IsKey(member) || IsReference(model.GetTypeInfo(member).Type));
    }

    private static bool IsKeyList(ExpressionSyntax part, string row) =>
        part is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } a } call && MethodBodies.NameOf(call) == "Contains"
        && MethodBodies.ReceiverOf(call) is { } list && !IsOfRow(list, row) && IsOfRow(a[0].Expression, row) && IsKey(a[0].Expression);

    private static bool HasRange(List<ExpressionSyntax> parts, string row, SemanticModel model)
    {
        var ends = parts.OfType<BinaryExpressionSyntax>()
            .Where(b => b.RawKind is (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression)
            .Where(b => IsOfRow(b.Left, row) && !IsOfRow(b.Right, row) && !model.GetConstantValue(b.Right).HasValue).ToList();
        return ends.Any(e => e.OperatorToken.Text[0] == '<' && ends.Any(o => o.OperatorToken.Text[0] == '>' && o.Left.ToString() == e.Left.ToString()));
    }

    // A tenant's rows are all rows to the tenant.
    private static bool IsKey(ExpressionSyntax member)
    {
        var name = SimpleName(MethodBodies.Bare(member));
        return name.IndexOf("Tenant", StringComparison.Ordinal) < 0 && KeyEndings.Any(k => name.EndsWith(k, StringComparison.Ordinal));
    }

    private static string SimpleName(ExpressionSyntax member) => member switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "HasValue", Expression: var inner } => SimpleName(inner),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax call when MethodBodies.ReceiverOf(call) is { } receiver => SimpleName(receiver),
        _ => "",
    };

    private static bool IsReference(ITypeSymbol? type) => type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None };

    private static bool IsOfRow(ExpressionSyntax expression, string row) =>
        row.Length > 0 && expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(n => n.Identifier.ValueText == row && (n.Parent is not MemberAccessExpressionSyntax m || m.Expression == n));
}

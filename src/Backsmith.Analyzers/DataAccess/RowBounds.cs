using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>
/// Decides whether something keeps the number of rows of a query in hand: a limit, one parent whose children they are, keys the
/// caller lists, or a range with both ends. An operator that is not known counts as a limit.
/// </summary>
internal static class RowBounds
{
    /// <summary>True when the query returns as many rows as there are.</summary>
    public static bool AreMissing(StoreQuery query, SourceProgram program)
    {
        var isSet = query.Result == QueryResult.Set || (query.Result is QueryResult.Deferred or QueryResult.Stream && IsHeld(query, program));
        if (!isSet || query.Steps.Any(s => !LeavesUnbounded(s, program)) || query.Steps.Any(s => !s.IsConditional && OneParent.Of(s, program)) || OwnerFilters.Of(program).Cover(query))
        {
            return false;
        }

        return query.Sql is null ? !query.Steps.Any(s => s.Name == "Sql") : query.Sql is { IsSelect: true, IsBounded: false, IsGrouped: false, HasRange: false };
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
}

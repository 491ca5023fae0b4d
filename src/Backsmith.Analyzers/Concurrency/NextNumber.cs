using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds a new row that gets its number from the highest one stored, plus one.</summary>
internal sealed class NextNumber(StoreOperation operation)
{
    private const RaceGuard Deciding = RaceGuard.Violation | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    /// <summary>The queries for the highest number, each of which an insert follows.</summary>
    public IEnumerable<StoreQuery> Find()
    {
        foreach (var call in operation.Calls)
        {
            if (Highest(call) is { } query && IsCountedOn(call, query) && Insert(call, query) is { } insert && !IsDecided(insert))
            {
                yield return query;
            }
        }
    }

    private StoreQuery? Highest(InvocationExpressionSyntax call)
    {
        if (StoreReader.Of(operation.Program).Read(call, operation.Model) is not { Via: null } query)
        {
            return null;
        }

        var last = QueryOperators.Plain(query.Steps.LastOrDefault()?.Name ?? "");
        var isHighest = query.Sql is { } sql ? sql.IsMaximum
            : last is "Max" or "MaxBy" || (query.Result == QueryResult.Single && last is "First" or "FirstOrDefault" && query.Steps.Any(s => s.Name == "OrderByDescending"));
        return isHighest ? query : null;
    }

    /// <summary>Whether one is added: in SQL, in the expression around the query, or to the local that holds its answer.</summary>
    private bool IsCountedOn(InvocationExpressionSyntax call, StoreQuery query)
    {
        if (query.Sql is { AddsOne: true })
        {
            return true;
        }

        var sum = call.Ancestors().TakeWhile(a => a is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).Any(IsPlusOne);
        return sum || (call.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } declared && operation.Model.GetDeclaredSymbol(declared) is ILocalSymbol local && operation.Nodes.Any(n => IsPlusOneOf(n, local)));
    }

    private bool IsPlusOneOf(SyntaxNode node, ILocalSymbol local) =>
        (IsPlusOne(node) || node is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression })
        && node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(operation.Model.GetSymbolInfo(n).Symbol, local));

    private static bool IsPlusOne(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsOne(sum.Right) || IsOne(sum.Left),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum => IsOne(sum.Right),
        _ => false,
    };

    private static bool IsOne(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: 1 or 1L };

    private InvocationExpressionSyntax? Insert(InvocationExpressionSyntax call, StoreQuery query) =>
        operation.Calls.FirstOrDefault(c => c.SpanStart > call.Span.End && StoreEffects.Of(operation.Program).OfCall(c, operation.Model) is var effects && effects.Has(StoreEffect.Inserts)
            && (query.Entity is { } entity && effects.Inserted.Contains(entity.OriginalDefinition) || query.Sql is { } sql && effects.Tables.Contains(sql.Table)));

    private bool IsDecided(InvocationExpressionSyntax insert)
    {
        var decisions = RaceDecisions.Of(operation.Program);
        return operation.Calls.Where(c => c == insert || (c.SpanStart > insert.SpanStart && StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Has(StoreEffect.Saves)))
            .Any(c => decisions.Hold(Deciding, c, operation));
    }
}

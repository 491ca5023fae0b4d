using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds a new row that gets its number from the highest one stored, plus one, and the highest one that is taken for the row just inserted.</summary>
internal sealed class NextNumber(StoreOperation operation)
{
    private const RaceGuard Deciding = RaceGuard.Violation | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    /// <summary>The queries for the highest number, each of which an insert follows or precedes.</summary>
    public IEnumerable<StoreQuery> Find()
    {
        foreach (var call in operation.Calls)
        {
            if (Highest(call) is not { } query || IsPlace(call))
            {
                continue;
            }

            var insert = IsCountedOn(call, query) ? Inserts(query).FirstOrDefault(i => i.SpanStart > call.Span.End)
                : IsOfAll(query) ? Inserts(query).FirstOrDefault(i => i.Span.End < call.SpanStart && IsSavedBetween(i, call))
                : null;
            if (insert is not null && !IsDecided(insert))
            {
                yield return query;
            }
        }
    }

    private StoreQuery? Highest(InvocationExpressionSyntax call)
    {
        // ConfigureAwait around a query reads as the query itself.
        if (StoreReader.Of(operation.Program).Read(call, operation.Model) is not { Via: null } query || query.Expression != call)
        {
            return null;
        }

        var last = QueryOperators.Plain(query.Steps.LastOrDefault()?.Name ?? "");
        var isHighest = query.Sql is { } sql ? sql.IsMaximum
            : last is "Max" or "MaxBy" or "Count" or "LongCount" || (query.Result == QueryResult.Single && last is "First" or "FirstOrDefault" && query.Steps.Any(s => s.Name == "OrderByDescending"));
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
        && node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name && SameSymbol.Comparer.Equals(operation.Model.GetSymbolInfo(n).Symbol, local));

    private static bool IsPlusOne(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsOne(sum.Right) || IsOne(sum.Left),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum => IsOne(sum.Right),
        _ => false,
    };

    private static bool IsOne(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: 1 or 1L };

    // A position among others, or the order of a list: two rows may share it.
    private static bool IsPlace(InvocationExpressionSyntax call)
    {
        var target = call.Ancestors().TakeWhile(a => a is not StatementSyntax).Select(a => a switch
        {
            AssignmentExpressionSyntax { Left: { } left } => left.ToString(),
            VariableDeclaratorSyntax { Identifier.ValueText: var name } => name,
            _ => "",
        }).FirstOrDefault(n => n.Length > 0) ?? "";
        return Quantity.IsPlace(target) || call.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(m => Quantity.IsPlace(m.Name.Identifier.ValueText) && m.Parent is LambdaExpressionSyntax or CastExpressionSyntax);
    }

    // Asked after the insert and of all rows: taken for the row just inserted, which may be another request's.
    private static bool IsOfAll(StoreQuery query) => query.Sql is { } sql ? !sql.HasCondition
        : query.Steps.All(s => QueryOperators.Plain(s.Name) is "OrderByDescending" or "Select" or "First" or "FirstOrDefault" or "Max" or "AsNoTracking" or "Set")
            && query.Steps.SelectMany(s => s.Arguments).All(a => a is not LambdaExpressionSyntax || a.ToString().TrimEnd().EndsWith("Id", StringComparison.Ordinal));

    private bool IsSavedBetween(InvocationExpressionSyntax insert, InvocationExpressionSyntax query) =>
        operation.Calls.Any(c => c.SpanStart >= insert.SpanStart && c.Span.End < query.SpanStart && StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Has(StoreEffect.Saves));

    private IEnumerable<InvocationExpressionSyntax> Inserts(StoreQuery query) =>
        operation.Calls.Where(c => StoreEffects.Of(operation.Program).OfCall(c, operation.Model) is var effects && effects.Has(StoreEffect.Inserts)
            && ((query.Entity is { } entity && effects.Inserted.Contains(entity.OriginalDefinition)) || (query.Sql is { } sql && effects.Tables.Contains(sql.Table))));

    private bool IsDecided(InvocationExpressionSyntax insert)
    {
        var decisions = RaceDecisions.Of(operation.Program);
        return operation.Calls.Where(c => c == insert || (c.SpanStart > insert.SpanStart && StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Has(StoreEffect.Saves)))
            .Any(c => decisions.Hold(Deciding, c, operation));
    }
}

using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Reads a comparison of how many rows there are, or of their sum, with a limit that is stored itself: taken seats with the seats of a room.</summary>
internal static class CapacityTest
{
    /// <summary>The tests in a comparison; the limit counts as a row that exists once it is reached.</summary>
    public static IEnumerable<ExistenceTest> In(BinaryExpressionSyntax compared, bool holds, StoreOperation operation)
    {
        var more = compared.Kind() switch
        {
            SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => true,
            SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression => false,
            _ => (bool?)null,
        };
        if (more is null)
        {
            yield break;
        }

        var terms = Terms(compared.Left, true).Concat(Terms(compared.Right, false)).ToList();
        foreach (var (term, grows) in terms)
        {
            if (Taken(term, operation) is { } query && terms.Any(t => t.Term != term && IsStored(t.Term, operation)))
            {
                yield return new ExistenceTest(query, holds == (grows == more), true);
            }
        }
    }

    // The terms of a sum, each with whether the left side of the comparison outweighs the right as it grows.
    private static IEnumerable<(ExpressionSyntax Term, bool Grows)> Terms(ExpressionSyntax side, bool grows)
    {
        var bare = MethodBodies.Bare(side);
        return bare is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum
            ? Terms(sum.Left, grows).Concat(Terms(sum.Right, sum.IsKind(SyntaxKind.AddExpression) == grows))
            : [(bare, grows)];
    }

    /// <summary>The query that counted or summed the rows.</summary>
    private static StoreQuery? Taken(ExpressionSyntax term, StoreOperation operation)
    {
        var query = StoreReader.Of(operation.Program).Origins(term, operation.Model).FirstOrDefault(q => q.Result == QueryResult.Scalar && operation.Body.Span.Contains(q.Expression.Span));
        if (query is not null)
        {
            return query.Sql is not null || query.Via is not null || QueryOperators.Plain(query.Steps.LastOrDefault()?.Name ?? "") is "Count" or "LongCount" or "Sum" ? query : null;
        }

        var collection = term switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count", Expression: MemberAccessExpressionSyntax rows } => rows,
            InvocationExpressionSyntax call when MethodBodies.NameOf(call) is "Count" or "Sum" => MethodBodies.ReceiverOf(call) as MemberAccessExpressionSyntax,
            _ => null,
        };
        return collection is not null && StoreTypes.ElementOf(operation.Model.GetTypeInfo(collection).Type) is { SpecialType: SpecialType.None } element
            && new StoredRows(operation.Program).Of(collection.Expression, operation.Model) is { } owner && operation.Body.Span.Contains(owner.Expression.Span)
            ? new StoreQuery(collection, element, owner.Steps, QueryResult.Scalar, owner.IsResolved, owner.Sql)
            : null;
    }

    // room.Seats where the room was loaded, also by way of a local.
    private static bool IsStored(ExpressionSyntax term, StoreOperation operation) => term switch
    {
        MemberAccessExpressionSyntax member => new StoredRows(operation.Program).Of(member.Expression, operation.Model) is not null,
        IdentifierNameSyntax name when operation.Model.GetSymbolInfo(name).Symbol is ILocalSymbol local =>
            LocalValues.Of(local, operation.Model).Any(v => MethodBodies.Bare(v.Value) is MemberAccessExpressionSyntax copied && new StoredRows(operation.Program).Of(copied.Expression, operation.Model) is not null
                || StoreReader.Of(operation.Program).Origins(v.Value, operation.Model).Any(q => q.Result is QueryResult.Single or QueryResult.Scalar)),
        _ => false,
    };
}

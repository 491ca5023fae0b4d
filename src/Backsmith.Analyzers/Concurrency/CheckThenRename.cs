using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds a loaded row that gets a key because a query found no other row with it: <c>Any(p => p.Code == code &amp;&amp; p.Id != id)</c>, then <c>product.Code = code</c>.</summary>
internal sealed class CheckThenRename(StoreOperation operation)
{
    private const RaceGuard Deciding = RaceGuard.Violation | RaceGuard.Conflict | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    private readonly StoredRows _rows = new(operation.Program);

    /// <summary>The queries for other rows, each with the member that is set.</summary>
    public IEnumerable<(StoreQuery Query, ISymbol Member)> Find()
    {
        foreach (var branch in operation.Nodes.OfType<IfStatementSyntax>().Where(b => b.Else is null && CheckThenInsert.Leaves(b.Statement)))
        {
            foreach (var query in ExistenceTest.In(branch.Condition, operation).Where(t => t.SaysExists && !t.IsCapacity).Select(t => t.Query))
            {
                if (AsksForOthers(query) && Renamed(query, branch) is { } member && !IsDecided(branch))
                {
                    yield return (query, member);
                }
            }
        }
    }

    private static bool AsksForOthers(StoreQuery query) =>
        query.Conditions.SelectMany(c => c.DescendantNodesAndSelf()).Any(n => n.IsKind(SyntaxKind.NotEqualsExpression) && ((BinaryExpressionSyntax)n).Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && name.EndsWith("Id", System.StringComparison.Ordinal));

    private ISymbol? Renamed(StoreQuery query, IfStatementSyntax branch)
    {
        var keys = query.Conditions.SelectMany(c => c.DescendantNodesAndSelf()).Where(n => n.IsKind(SyntaxKind.EqualsExpression)).SelectMany(n => n.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            .Select(m => m.Name.Identifier.ValueText).ToList();
        foreach (var assignment in operation.Nodes.OfType<AssignmentExpressionSyntax>().Where(a => a.SpanStart > branch.Span.End))
        {
            if (assignment.Left is MemberAccessExpressionSyntax target && keys.Contains(target.Name.Identifier.ValueText) && operation.Model.GetSymbolInfo(target).Symbol is { } member
                && query.Entity is { } entity && SameSymbol.Comparer.Equals(member.ContainingType, entity) && _rows.Of(target.Expression, operation.Model) is not null)
            {
                return member;
            }
        }

        return null;
    }

    private bool IsDecided(IfStatementSyntax branch)
    {
        var saves = operation.Calls.Where(c => c.SpanStart > branch.Span.End && StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Has(StoreEffect.Saves)).ToList();
        return saves.Count == 0 || saves.Exists(c => RaceDecisions.Of(operation.Program).Hold(Deciding, c, operation));
    }
}

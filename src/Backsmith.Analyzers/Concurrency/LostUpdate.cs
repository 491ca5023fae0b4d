using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds a number of a stored row that is read, changed in memory and written back.</summary>
internal sealed class LostUpdate(StoreOperation operation)
{
    private const RaceGuard Deciding = RaceGuard.Conflict | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    private static readonly string[] SavePrefixes = ["SaveChanges", "Commit", "Complete", "SaveEntities", "Save"];

    private readonly StoredRows _rows = new(operation.Program);

    /// <summary>The places that write back, with the row's type and the member.</summary>
    public IEnumerable<(SyntaxNode Node, INamedTypeSymbol Entity, ISymbol Member)> Find()
    {
        foreach (var (node, owner, member) in Changes())
        {
            if (member.ContainingType is { } entity && !CheckThenInsert.IsOfOneUser(entity) && _rows.Of(owner, operation.Model) is { } query
                && IsTracked(query) && IsSaved(node) && !ConcurrencyTokens.Of(operation.Program).Has(entity) && !IsDecided(node))
            {
                yield return (node, entity, member);
            }
        }
    }

    private IEnumerable<(SyntaxNode Node, ExpressionSyntax Owner, ISymbol Member)> Changes()
    {
        foreach (var node in operation.Nodes)
        {
            if (node is InvocationExpressionSyntax call)
            {
                if (ChangingMethods.Of(operation.Program).ChangedBy(call, operation.Model) is { } changed)
                {
                    yield return (call, changed.Owner, changed.Member);
                }
            }
            else if (Quantity.Read(node, operation.Model) is { Owner: { } owner } quantity)
            {
                yield return (node, owner, quantity.Member);
            }
        }
    }

    private bool IsTracked(StoreQuery query) =>
        !query.Steps.Any(s => s.Name.StartsWith("AsNoTracking", StringComparison.Ordinal)) || operation.Calls.Any(c => Effects(c).Has(StoreEffect.Updates));

    private bool IsSaved(SyntaxNode change)
    {
        var loop = change.Ancestors().TakeWhile(a => a != operation.Body).LastOrDefault(a => a is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax);
        var from = (loop ?? change).SpanStart;
        return operation.Calls.Any(c => c.SpanStart > from && c != change && Saves(c, operation.Model))
            || (operation.Method is { } method && Callers.Of(operation.Program).Of(method).Any(SavesAfter));
    }

    private bool SavesAfter((InvocationExpressionSyntax Call, SemanticModel Model) caller) =>
        MethodBodies.EnclosingBody(caller.Call)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => c.SpanStart > caller.Call.SpanStart && Saves(c, caller.Model)) == true;

    private bool Saves(InvocationExpressionSyntax call, SemanticModel model)
    {
        var effects = StoreEffects.Of(operation.Program).OfCall(call, model);
        if ((effects.Flags & (StoreEffect.Saves | StoreEffect.Updates)) != StoreEffect.None)
        {
            return true;
        }

        // A unit of work whose code is out of sight.
        var name = MethodBodies.NameOf(call);
        return SavePrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal)) && MethodBodies.ReceiverOf(call) is { } receiver
            && model.GetTypeInfo(receiver).Type is { TypeKind: TypeKind.Interface or TypeKind.Error } && operation.Program.Targets(call, model).Count == 0;
    }

    private bool IsDecided(SyntaxNode change)
    {
        var decisions = RaceDecisions.Of(operation.Program);
        return operation.Calls.Any(c => (Effects(c).Guards & (RaceGuard.Statement | RaceGuard.Conflict)) != RaceGuard.None)
            || decisions.Hold(Deciding, change, operation)
            || operation.Calls.Any(c => c.SpanStart > change.SpanStart && Saves(c, operation.Model) && decisions.Hold(Deciding, c, operation));
    }

    private BodyEffects Effects(InvocationExpressionSyntax call) => StoreEffects.Of(operation.Program).OfCall(call, operation.Model);
}

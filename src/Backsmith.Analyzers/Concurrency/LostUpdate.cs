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
                else if (GivenToUpdate(call) is { } given)
                {
                    yield return (call.ArgumentList.Arguments[1].Expression, given.Owner, given.Member);
                }
            }
            else if (Quantity.Read(node, operation.Model) is { Owner: { } owner } quantity && !quantity.IsSetAnew(operation.Nodes, operation.Model))
            {
                yield return (node, owner, quantity.Member);
            }
        }
    }

    /// <summary>A value that was computed from a loaded row and is given to an update that does not ask for the row as it was: <c>SetProperty(i => i.Stock, item.Stock - 1)</c>.</summary>
    private (ExpressionSyntax Owner, ISymbol Member)? GivenToUpdate(InvocationExpressionSyntax call)
    {
        if (MethodBodies.NameOf(call) != "SetProperty" || call.ArgumentList.Arguments is not { Count: 2 } arguments || arguments[1].Expression is LambdaExpressionSyntax
            || arguments[0].Expression is not LambdaExpressionSyntax { Body: MemberAccessExpressionSyntax set } || operation.Model.GetSymbolInfo(set).Symbol is not { } member
            || Quantity.IsPlace(member.Name) || !Quantity.Computes(arguments[1].Expression, member, operation.Model))
        {
            return null;
        }

        var update = call.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => MethodBodies.NameOf(c).StartsWith("ExecuteUpdate", StringComparison.Ordinal));
        var asks = update is not null && MethodBodies.ReceiverOf(update) is { } receiver && receiver.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText == member.Name);
        var read = operation.Nodes.OfType<MemberAccessExpressionSyntax>().FirstOrDefault(m => m.Name.Identifier.ValueText == member.Name && m != set
            && SameSymbol.Comparer.Equals(operation.Model.GetSymbolInfo(m).Symbol, member) && _rows.Of(m.Expression, operation.Model) is not null);
        return update is null || asks || read is null ? null : (read.Expression, member);
    }

    private bool IsTracked(StoreQuery query) =>
        !query.Steps.Any(s => s.Name.StartsWith("AsNoTracking", StringComparison.Ordinal)) || operation.Calls.Any(c => Effects(c).Has(StoreEffect.Updates));

    private bool IsSaved(SyntaxNode change)
    {
        var loop = change.Ancestors().TakeWhile(a => a != operation.Body).LastOrDefault(a => a is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax);
        var from = (loop ?? change).SpanStart;
        return operation.Calls.Any(c => c.Span.End > from && Saves(c, operation.Model))
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

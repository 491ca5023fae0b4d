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
                foreach (var target in operation.Program.Targets(call, operation.Model))
                {
                    if (Changed(call, target) is { } changed)
                    {
                        yield return (call, changed.Owner, changed.Member);
                    }
                }
            }
            else if (Quantity.Read(node, operation.Model) is { Owner: { } owner } quantity)
            {
                yield return (node, owner, quantity.Member);
            }
        }
    }

    /// <summary>The object that a called method changes so: the one it is called on, or one that is handed to it.</summary>
    private (ExpressionSyntax Owner, ISymbol Member)? Changed(InvocationExpressionSyntax call, IMethodSymbol target)
    {
        var body = MethodBodies.BodyOf(target);
        if (body is null || operation.Program.ModelOf(body.SyntaxTree) is not { } model)
        {
            return null;
        }

        foreach (var quantity in MethodBodies.Own(body).Select(n => Quantity.Read(n, model)).OfType<Quantity>())
        {
            var owner = quantity.Owner is null ? MethodBodies.ReceiverOf(call)
                : model.GetSymbolInfo(quantity.Owner).Symbol is IParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, target)
                    ? Argument(call, parameter)
                : null;
            if (owner is not null && !IsDecidedIn(body, model))
            {
                return (owner, quantity.Member);
            }
        }

        return null;
    }

    private static ExpressionSyntax? Argument(InvocationExpressionSyntax call, IParameterSymbol parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        var named = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name);
        var ordinal = ((IMethodSymbol)parameter.ContainingSymbol).IsExtensionMethod && MethodBodies.ReceiverOf(call) is not null && arguments.Count < ((IMethodSymbol)parameter.ContainingSymbol).Parameters.Length
            ? parameter.Ordinal - 1
            : parameter.Ordinal;
        return named?.Expression ?? (ordinal < 0 ? MethodBodies.ReceiverOf(call) : ordinal < arguments.Count ? arguments[ordinal].Expression : null);
    }

    private static bool IsDecidedIn(SyntaxNode body, SemanticModel model) => (RaceGuards.In(body, model) & Deciding) != RaceGuard.None;

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

using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>What a minimal API's route asks of a caller: its own chain of calls, that of its groups, and that of whoever maps them.</summary>
/// <param name="program">The program whose routes are read.</param>
/// <param name="demands">What names and policies ask for.</param>
/// <param name="read">Reads another property of the chain than access, such as a rate limit; null reads access.</param>
internal sealed class RouteChain(SourceProgram program, AccessDemands demands, Func<InvocationExpressionSyntax, EndpointAccess?>? read = null)
{
    private const int Deepest = 5;

    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> _calls = new(() =>
        program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).ToLookup(MethodBodies.NameOf));

    /// <summary>The demand on a mapped route; null when there is none.</summary>
    public EndpointAccess? Of(InvocationExpressionSyntax mapping, SemanticModel model)
    {
        var after = After(mapping, model, 0).Aggregate((EndpointAccess?)null, Nearer);
        return after ?? (MethodBodies.ReceiverOf(mapping) is { } group ? OfGroup(group, model, 0) : null);
    }

    private static EndpointAccess? Nearer(EndpointAccess? left, EndpointAccess? right) =>
        left == EndpointAccess.Anonymous || right == EndpointAccess.Anonymous ? EndpointAccess.Anonymous : AccessDemands.Stronger(left, right);

    // What is called on the result: MapGet(...).RequireAuthorization(), or on the local that holds it.
    private IEnumerable<EndpointAccess?> After(ExpressionSyntax expression, SemanticModel model, int depth)
    {
        var outer = expression;
        while (outer.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } member && member.Expression == outer)
        {
            yield return OfCall(next, model, depth);
            outer = next;
        }

        if (outer.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } && model.GetDeclaredSymbol(local) is { } symbol)
        {
            foreach (var demand in OnLocal(symbol, model, depth))
            {
                yield return demand;
            }
        }
    }

    private IEnumerable<EndpointAccess?> OnLocal(ISymbol local, SemanticModel model, int depth)
    {
        var scope = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration ? MethodBodies.EnclosingBody(declaration) : null;
        foreach (var statement in scope?.DescendantNodes().OfType<ExpressionStatementSyntax>() ?? [])
        {
            var chain = statement.Expression as InvocationExpressionSyntax;
            if (chain is null || RootOf(chain) is not IdentifierNameSyntax root || root.Identifier.ValueText != local.Name
                || chain.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c).StartsWith("Map", StringComparison.Ordinal)))
            {
                continue;
            }

            for (ExpressionSyntax? e = chain; e is InvocationExpressionSyntax call; e = MethodBodies.ReceiverOf(call))
            {
                yield return OfCall(call, model, depth);
            }
        }
    }

    private static ExpressionSyntax RootOf(ExpressionSyntax expression)
    {
        while (expression is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver)
        {
            expression = receiver;
        }

        return expression;
    }

    private EndpointAccess? OfGroup(ExpressionSyntax group, SemanticModel model, int depth)
    {
        EndpointAccess? found = null;
        var expression = MethodBodies.Bare(group);
        while (expression is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver)
        {
            found = found ?? OfCall(call, model, depth);
            expression = MethodBodies.Bare(receiver);
        }

        if (found is not null || depth >= Deepest)
        {
            return found;
        }

        return model.GetSymbolInfo(expression).Symbol switch
        {
            ILocalSymbol local => OnLocal(local, model, depth).Aggregate((EndpointAccess?)null, Nearer)
                ?? LocalValues.Of(local, model).Select(v => OfGroup(v.Value, model, depth + 1)).FirstOrDefault(d => d is not null),
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } parameter => FromCallers(method, parameter, depth),
            _ => null,
        };
    }

    private EndpointAccess? FromCallers(IMethodSymbol method, IParameterSymbol parameter, int depth)
    {
        EndpointAccess? found = null;
        foreach (var call in _calls.Value[method.Name].Take(16))
        {
            var model = program.ModelOf(call.SyntaxTree);
            var given = model is null ? null : Given(call, method, parameter);
            if (given is null)
            {
                continue;
            }

            var after = After(call, model!, depth + 1).Aggregate((EndpointAccess?)null, Nearer);
            found = AccessDemands.Stronger(found, after ?? OfGroup(given, model!, depth + 1));
        }

        return found;
    }

    private static ExpressionSyntax? Given(InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol parameter)
    {
        var asMember = method.IsExtensionMethod && call.ArgumentList.Arguments.Count < method.Parameters.Length;
        return asMember && parameter.Ordinal == 0 ? MethodBodies.ReceiverOf(call)
            : call.ArgumentList.Arguments.ElementAtOrDefault(parameter.Ordinal - (asMember ? 1 : 0))?.Expression;
    }

    private EndpointAccess? OfCall(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        if (read is not null)
        {
            return read(call);
        }

        var name = MethodBodies.NameOf(call);
        var arguments = call.ArgumentList.Arguments;
        return name switch
        {
            "AllowAnonymous" => EndpointAccess.Anonymous,
            "RequireAuthorization" when arguments.Count == 0 => EndpointAccess.SignedIn,
            "RequireAuthorization" => arguments.Select(a => (EndpointAccess?)demands.OfPolicy(a.Expression, model)).Aggregate(AccessDemands.Stronger),
            "AddEndpointFilter" or "AddEndpointFilterFactory" => OfFilter(call, model),
            "RequireCors" or "RequireRateLimiting" or "RequireHost" => null,
            _ => OfOther(call, name, model, depth),
        };
    }

    private static EndpointAccess? OfFilter(InvocationExpressionSyntax call, SemanticModel model)
    {
        var generic = (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax;
        var types = generic is null ? [] : generic.TypeArgumentList.Arguments.Select(a => model.GetTypeInfo(a).Type).Where(t => t is not null).ToList();
        var code = types.SelectMany(t => t!.DeclaringSyntaxReferences.Select(r => r.GetSyntax())).Append(call.ArgumentList);
        return types.Any(t => AccessDemands.IsDeciding(t!.Name)) || code.Any(AccessDemands.LooksAtCaller) ? EndpointAccess.Restricted : null;
    }

    // An operator of the program's own, such as RequireOwner() or MapToAdmins().
    private EndpointAccess? OfOther(InvocationExpressionSyntax call, string name, SemanticModel model, int depth)
    {
        if (depth >= Deepest || name.StartsWith("Map", StringComparison.Ordinal))
        {
            return null;
        }

        var body = CallGraph.MethodOf(call, model) is { } method ? MethodBodies.BodyOf((method.ReducedFrom ?? method).OriginalDefinition) : null;
        var inner = body is null ? null : program.ModelOf(body.SyntaxTree);
        if (inner is null)
        {
            return name.StartsWith("With", StringComparison.Ordinal) || !AccessDemands.IsDeciding(name) ? null : EndpointAccess.Restricted;
        }

        return body!.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Where(c => MethodBodies.NameOf(c) is "RequireAuthorization" or "AddEndpointFilter" or "AddEndpointFilterFactory" or "AllowAnonymous")
            .Select(c => OfCall(c, inner, depth + 1)).Aggregate((EndpointAccess?)null, AccessDemands.Stronger);
    }
}

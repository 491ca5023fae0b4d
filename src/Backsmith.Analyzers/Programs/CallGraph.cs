using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Programs;

/// <summary>Which methods of the program a call can run: the method itself, its overrides, the implementations of an interface, the handler of a message.</summary>
internal static class CallGraph
{
    private const int MostTargets = 4;

    private static readonly string[] DispatchPrefixes = ["Send", "Publish", "Execute", "Dispatch", "Invoke", "Query", "Ask", "Request", "Run"];

    /// <summary>The method a call names, as declared; null when it cannot be told.</summary>
    public static IMethodSymbol? MethodOf(InvocationExpressionSyntax call, SemanticModel model)
    {
        var info = model.GetSymbolInfo(call);
        if (info.Symbol is IMethodSymbol method)
        {
            return method;
        }

        var count = call.ArgumentList.Arguments.Count;
        var fitting = info.CandidateSymbols.OfType<IMethodSymbol>()
            .Where(m => m.Parameters.Length >= count && m.Parameters.Count(p => !p.IsOptional && !p.IsParams) <= count).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    /// <summary>The methods with a body in source that the call can run.</summary>
    /// <param name="most">Most of them; default four.</param>
    public static IReadOnlyList<IMethodSymbol> Targets(this SourceProgram program, InvocationExpressionSyntax call, SemanticModel model, int most = MostTargets)
    {
        var method = MethodOf(call, model);
        if (IsDispatch(call) && HandlersOf(program, call, model, most) is { Count: > 0 } handlers)
        {
            return handlers;
        }

        return method is null ? [] : TargetsOf(program, (method.ReducedFrom ?? method).OriginalDefinition, method.ContainingType, most);
    }

    /// <summary>The methods with a body in source that a call of this method can run.</summary>
    public static IReadOnlyList<IMethodSymbol> TargetsOf(SourceProgram program, IMethodSymbol method) => TargetsOf(program, method, method.ContainingType, MostTargets);

    private static IReadOnlyList<IMethodSymbol> TargetsOf(SourceProgram program, IMethodSymbol method, INamedTypeSymbol? called, int most)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || method.ContainingType is null)
        {
            return [];
        }

        var targets = new List<IMethodSymbol>();
        if (MethodBodies.BodyOf(method) is not null)
        {
            targets.Add(method);
        }

        if (method.IsAbstract || method.IsVirtual || method.ContainingType.TypeKind == TypeKind.Interface)
        {
            AddImplementations(program, method, called ?? method.ContainingType, targets, most);
        }

        return targets;
    }

    private static void AddImplementations(SourceProgram program, IMethodSymbol method, INamedTypeSymbol called, List<IMethodSymbol> targets, int most)
    {
        foreach (var type in program.Types.DerivedFrom(method.ContainingType).Where(t => TypeIndex.CanBe(t, called)))
        {
            for (var t = type; t is not null && targets.Count < most; t = t.BaseType?.OriginalDefinition)
            {
                var body = t.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => Fits(m, method));
                if (body is not null)
                {
                    if (!targets.Contains(body, SameSymbol.Comparer))
                    {
                        targets.Add(body);
                    }

                    break;
                }
            }
        }
    }

    private static bool Fits(IMethodSymbol candidate, IMethodSymbol method) =>
        candidate.Parameters.Length == method.Parameters.Length
        && candidate.TypeParameters.Length == method.TypeParameters.Length
        && MethodBodies.BodyOf(candidate) is not null
        && candidate.Parameters.Zip(method.Parameters, (a, b) => SameShape(a.Type, b.Type)).All(same => same);

    // An implementation of a generic contract names the argument where the contract names the parameter.
    private static bool SameShape(ITypeSymbol a, ITypeSymbol b) =>
        b.TypeKind == TypeKind.TypeParameter || a.TypeKind == TypeKind.TypeParameter || a.Name == b.Name;

    /// <summary>Whether the name of a call sounds like handing a message to somebody who finds its handler.</summary>
    public static bool IsDispatch(InvocationExpressionSyntax call)
    {
        var name = MethodBodies.NameOf(call);
        return call.ArgumentList.Arguments.Count > 0 && DispatchPrefixes.Any(p => name.StartsWith(p, System.StringComparison.Ordinal));
    }

    private static IReadOnlyList<IMethodSymbol> HandlersOf(SourceProgram program, InvocationExpressionSyntax call, SemanticModel model, int most)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (model.GetTypeInfo(argument.Expression).Type is INamedTypeSymbol { IsReferenceType: true } type
                && program.Types.HandlersOf(type) is { Count: > 0 } handlers)
            {
                return handlers.Where(h => MethodBodies.BodyOf(h) is not null).Take(most).ToList();
            }
        }

        return [];
    }
}

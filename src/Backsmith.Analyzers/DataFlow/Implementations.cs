using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Which bodies a call may run, and who calls a body: injected services are resolved to the implementations in the compilation.</summary>
internal sealed class Implementations(SourceIndex index)
{
    private const int Most = 12;
    private const int MostCallers = 80;
    private readonly Dictionary<ISymbol, List<(IOperation, IMethodSymbol)>> callers = new(SameSymbol.Comparer);
    private readonly Dictionary<ISymbol, List<IObjectCreationOperation>> creations = new(SameSymbol.Comparer);

    /// <summary>The methods with a body that a call of <paramref name="method"/> may reach.</summary>
    internal IEnumerable<IMethodSymbol> Of(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.Length == 0 && definition.ContainingType?.TypeKind != TypeKind.Interface)
            return [];
        if (!definition.IsAbstract && !definition.IsVirtual && !definition.IsOverride && definition.ContainingType?.TypeKind != TypeKind.Interface)
            return [definition];
        return index.MethodsNamed(definition.Name).Select(index.Declared).OfType<IMethodSymbol>()
            .Where(m => !m.IsAbstract && (Same(m, definition) || Fulfils(m, definition)) && (method.ContainingType is not { } called || TypeIndex.CanBe(m.ContainingType, called))).Take(Most);
    }

    internal IEnumerable<IPropertySymbol> Of(IPropertySymbol property)
    {
        var definition = property.OriginalDefinition;
        return definition.ContainingType?.TypeKind == TypeKind.Interface ? [] : [definition];
    }

    /// <summary>Every call in the compilation that may run <paramref name="method"/>, as invocation or creation.</summary>
    internal IReadOnlyList<(IOperation Call, IMethodSymbol Target)> CallersOf(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!callers.TryGetValue(definition, out var found))
            callers[definition] = found = (definition.MethodKind == MethodKind.Constructor ? Constructing(definition) : Calling(definition)).Take(MostCallers).ToList();
        return found;
    }

    internal IReadOnlyList<IObjectCreationOperation> CreationsOf(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (!creations.TryGetValue(definition, out var found))
        {
            found = index.CreationsOf(definition.Name).Concat(index.CreationsOf(SourceIndex.Unnamed)).Select(index.Operation).OfType<IObjectCreationOperation>()
                .Where(c => Same(c.Type?.OriginalDefinition, definition)).Take(MostCallers).ToList();
            creations[definition] = found;
        }

        return found;
    }

    /// <summary>The argument a call gives for a parameter; of an extension called as a member, the receiver counts as the first.</summary>
    internal static IOperation? ArgumentFor(IOperation call, IParameterSymbol parameter)
    {
        if (call is IInvalidOperation { Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: var written } })
            return parameter.Ordinal < written.Count ? call.ChildOperations.FirstOrDefault(o => o.Syntax == written[parameter.Ordinal].Expression) : null;
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        return arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value;
    }

    /// <summary>The one method of the program that a call means which the compiler could not bind, because the type of an argument is missing.</summary>
    internal IMethodSymbol? Intended(SyntaxNode call)
    {
        if (call is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments })
            return null;
        var candidates = index.Model(call.SyntaxTree).GetSymbolInfo(call, index.Cancellation).CandidateSymbols;
        return candidates.Length == 1 && candidates[0] is IMethodSymbol { DeclaringSyntaxReferences.Length: > 0 } method && method.Parameters.Length >= arguments.Count && arguments.All(a => a.NameColon is null) ? method : null;
    }

    internal static bool Same(ISymbol? left, ISymbol? right) => SameSymbol.Comparer.Equals(left, right);

    /// <summary>Whether a method is what a call of an interface member or base method can run.</summary>
    internal static bool Fulfils(IMethodSymbol method, IMethodSymbol called)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (Same(overridden.OriginalDefinition, called))
                return true;
        }

        if (called.ContainingType?.TypeKind != TypeKind.Interface || method.ContainingType is not { } type)
            return false;
        return type.AllInterfaces.Where(i => Same(i.OriginalDefinition, called.ContainingType.OriginalDefinition))
            .SelectMany(i => i.GetMembers(called.Name)).Where(m => Same(m.OriginalDefinition, called))
            .Any(m => Same(type.FindImplementationForInterfaceMember(m), method));
    }

    private IEnumerable<(IOperation, IMethodSymbol)> Calling(IMethodSymbol definition)
    {
        foreach (var node in index.CallsOf(definition.Name))
        {
            if ((index.Symbol(node) ?? Intended(node)) is not IMethodSymbol symbol)
                continue;
            var called = (symbol.ReducedFrom ?? symbol).OriginalDefinition;
            if ((Same(called, definition) || Fulfils(definition, called) && TypeIndex.CanBe(definition.ContainingType, symbol.ContainingType)) && index.Operation(node) is { } call and (IInvocationOperation or IInvalidOperation))
                yield return (call, definition);
        }
    }

    private IEnumerable<(IOperation, IMethodSymbol)> Constructing(IMethodSymbol constructor)
    {
        foreach (var node in index.CreationsOf(constructor.ContainingType.Name).Concat(index.CreationsOf(SourceIndex.Unnamed)))
        {
            if (Same(index.Symbol(node)?.OriginalDefinition, constructor) && index.Operation(node) is { } call)
                yield return (call, constructor);
        }
    }
}

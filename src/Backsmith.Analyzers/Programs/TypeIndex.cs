using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.Programs;

/// <summary>The types a program declares in source: which derive from or implement which, and which handle which message.</summary>
internal sealed class TypeIndex
{
    private static readonly HashSet<string> HandlerMethods =
        new() { "Handle", "HandleAsync", "Execute", "ExecuteAsync", "Consume", "ConsumeAsync" };

    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> _derived = new(SameSymbol.Comparer);
    private readonly Dictionary<ISymbol, List<IMethodSymbol>> _handlers = new(SameSymbol.Comparer);

    private TypeIndex(List<INamedTypeSymbol> all) => All = all;

    /// <summary>Every class, record, struct and interface declared in source.</summary>
    public IReadOnlyList<INamedTypeSymbol> All { get; }

    /// <summary>Reads the declared types of the compilations.</summary>
    public static TypeIndex Of(IEnumerable<Compilation> compilations)
    {
        var all = compilations.SelectMany(c => TypesIn(c.Assembly.GlobalNamespace)).ToList();
        var index = new TypeIndex(all);
        foreach (var type in all)
        {
            index.Add(type);
        }

        return index;
    }

    /// <summary>Types of the program that derive from or implement the type, at any depth.</summary>
    public IReadOnlyList<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) =>
        _derived.TryGetValue(type.OriginalDefinition, out var list) ? list : [];

    /// <summary>Methods that receive a message of this type from a mediator or bus: <c>IRequestHandler&lt;T&gt;.Handle(T)</c>.</summary>
    public IReadOnlyList<IMethodSymbol> HandlersOf(ITypeSymbol message) =>
        _handlers.TryGetValue(message.OriginalDefinition, out var list) ? list : [];

    /// <summary>Whether an instance of the type can stand behind the contract: <c>OrderHandler</c> is no <c>IHandler&lt;Invoice&gt;</c>.</summary>
    public static bool CanBe(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        if (contract.TypeArguments.IsEmpty)
        {
            return true;
        }

        var fulfilled = type.AllInterfaces.Concat(BasesOf(type)).Where(i => SameSymbol.Comparer.Equals(i.OriginalDefinition, contract.OriginalDefinition)).ToList();
        return fulfilled.Count == 0 || fulfilled.Any(i => i.TypeArguments.Zip(contract.TypeArguments, Agree).All(agrees => agrees));
    }

    // A parameter of either side may stand for anything; a type without its package may be anything.
    private static bool Agree(ITypeSymbol a, ITypeSymbol b) =>
        a.TypeKind is TypeKind.TypeParameter or TypeKind.Error || b.TypeKind is TypeKind.TypeParameter or TypeKind.Error
        || SameSymbol.Comparer.Equals(a, b)
        || a is INamedTypeSymbol { TypeArguments.Length: > 0 } x && b is INamedTypeSymbol y && SameSymbol.Comparer.Equals(x.OriginalDefinition, y.OriginalDefinition)
            && x.TypeArguments.Zip(y.TypeArguments, Agree).All(agrees => agrees);

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in TypesIn(inner))
                {
                    yield return nested;
                }
            }
        }
    }

    private void Add(INamedTypeSymbol type)
    {
        for (var b = type.BaseType; b is not null && b.SpecialType != SpecialType.System_Object; b = b.BaseType)
        {
            Append(_derived, b.OriginalDefinition, type);
        }

        foreach (var contract in type.AllInterfaces)
        {
            Append(_derived, contract.OriginalDefinition, type);
            if (contract.TypeArguments.Length > 0 && contract.Name.EndsWith("Handler", System.StringComparison.Ordinal))
            {
                AddHandler(type, contract.TypeArguments[0]);
            }
        }

        if (type.BaseType is { TypeArguments.Length: > 0 } handlerBase && handlerBase.Name.Contains("Handler"))
        {
            AddHandler(type, handlerBase.TypeArguments[0]);
        }
    }

    private void AddHandler(INamedTypeSymbol type, ITypeSymbol message)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (HandlerMethods.Contains(method.Name) && method.Parameters.Length > 0
                && SameSymbol.Comparer.Equals(method.Parameters[0].Type, message)
                && !(_handlers.TryGetValue(message.OriginalDefinition, out var known) && known.Contains(method, SameSymbol.Comparer)))
            {
                Append(_handlers, message.OriginalDefinition, method);
            }
        }
    }

    private static void Append<T>(Dictionary<ISymbol, List<T>> map, ISymbol key, T value)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(value);
    }
}

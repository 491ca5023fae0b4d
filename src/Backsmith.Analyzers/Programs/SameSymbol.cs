using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.Programs;

/// <summary>
/// Equality of symbols across the projects of a program. Two projects that refer to different versions of a package see the types of a third
/// as two sets of symbols: the compiler retargets them. What the source declares once is one symbol here, and a type of a package is the same in every version.
/// </summary>
internal sealed class SameSymbol : IEqualityComparer<ISymbol?>
{
    private SameSymbol()
    {
    }

    /// <summary>The only instance: it has no state.</summary>
    public static SameSymbol Comparer { get; } = new();

    /// <inheritdoc />
    public bool Equals(ISymbol? x, ISymbol? y)
    {
        if (SymbolEqualityComparer.Default.Equals(x, y))
        {
            return true;
        }

        return x is not null && y is not null && x.Kind == y.Kind && x.Name == y.Name && (x, y) switch
        {
            (IArrayTypeSymbol a, IArrayTypeSymbol b) => a.Rank == b.Rank && Equals(a.ElementType, b.ElementType),
            (INamedTypeSymbol a, INamedTypeSymbol b) => IsSameType(a, b),
            (IMethodSymbol a, IMethodSymbol b) => IsDeclaredOnce(a, b) && Equals(a.ContainingType, b.ContainingType) && AreSame(a.TypeArguments, b.TypeArguments),
            _ => IsDeclaredOnce(x, y) && (x.ContainingSymbol is not INamedTypeSymbol a || Equals(a, y.ContainingSymbol)),
        };
    }

    /// <inheritdoc />
    public int GetHashCode(ISymbol? obj) => obj is null ? 0 : obj.Name.GetHashCode() * 31 + (int)obj.Kind;

    private bool IsSameType(INamedTypeSymbol a, INamedTypeSymbol b) =>
        a.Arity == b.Arity && a.TypeKind == b.TypeKind && (a.Locations.Any(l => l.IsInSource) ? IsDeclaredOnce(a, b) : IsOfOnePackage(a, b)) && AreSame(a.TypeArguments, b.TypeArguments);

    private static bool IsDeclaredOnce(ISymbol a, ISymbol b) =>
        a.DeclaringSyntaxReferences.FirstOrDefault() is { } first && b.DeclaringSyntaxReferences.FirstOrDefault() is { } second
        && first.SyntaxTree == second.SyntaxTree && first.Span == second.Span;

    private bool IsOfOnePackage(INamedTypeSymbol a, INamedTypeSymbol b) =>
        a.TypeKind != TypeKind.Error && a.ContainingAssembly?.Name == b.ContainingAssembly?.Name
        && (a.ContainingType is { } outer ? Equals(outer, b.ContainingType) : b.ContainingType is null && a.ContainingNamespace?.ToDisplayString() == b.ContainingNamespace?.ToDisplayString());

    // A definition's own parameters stand for themselves.
    private bool AreSame(IReadOnlyList<ITypeSymbol> a, IReadOnlyList<ITypeSymbol> b) =>
        a.Count == b.Count && a.Zip(b, (x, y) => x is ITypeParameterSymbol p && y is ITypeParameterSymbol q ? p.Ordinal == q.Ordinal : Equals(x, y)).All(same => same);
}

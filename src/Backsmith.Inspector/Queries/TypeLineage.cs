using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>What a type inherits from.</summary>
internal static class TypeLineage
{
    /// <summary>The type, then its base types, the nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}

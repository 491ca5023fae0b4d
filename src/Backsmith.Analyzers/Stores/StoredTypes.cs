using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.Stores;

/// <summary>Which types of a program are kept in a store: elements of a set, a repository or a collection of documents, and users of Identity.</summary>
internal sealed class StoredTypes
{
    private readonly HashSet<ISymbol> _types = new(SameSymbol.Comparer);

    private StoredTypes(SourceProgram program)
    {
        foreach (var type in program.Types.All)
        {
            foreach (var named in type.GetMembers().SelectMany(Mentioned).Concat(type.Interfaces).Concat(type.BaseType is { } b ? [b] : []))
            {
                Add(named);
            }

            if (type.GetAttributes().Any(a => a.AttributeClass?.Name is "TableAttribute" or "Table") || IsIdentityUser(type))
            {
                _types.Add(type);
            }
        }
    }

    /// <summary>The stored types of a program, found once.</summary>
    public static StoredTypes Of(SourceProgram program) => program.Part(static p => new StoredTypes(p));

    /// <summary>True for a type that is kept in a store.</summary>
    public bool Contains(ITypeSymbol? type) => type is INamedTypeSymbol && _types.Contains(type.OriginalDefinition);

    /// <summary>Every such type.</summary>
    public IEnumerable<INamedTypeSymbol> All => _types.OfType<INamedTypeSymbol>();

    private static IEnumerable<INamedTypeSymbol> Mentioned(ISymbol member) => member switch
    {
        IPropertySymbol { Type: INamedTypeSymbol type } => [type],
        IFieldSymbol { Type: INamedTypeSymbol type } => [type],
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.Select(p => p.Type).OfType<INamedTypeSymbol>(),
        _ => [],
    };

    private void Add(INamedTypeSymbol type)
    {
        if (type.TypeArguments.Length > 0 && type.TypeArguments[0] is INamedTypeSymbol element && element.Locations.Any(l => l.IsInSource)
            && (StoreTypes.IsDbSet(type) || type.Name is "IMongoCollection" or "IEntityTypeConfiguration" || StoreTypes.IsRepositoryContract(type) || type.Name.EndsWith("Repository", System.StringComparison.Ordinal)))
        {
            _types.Add(element.OriginalDefinition);
        }
    }

    private static bool IsIdentityUser(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.Name == "IdentityUser" && !t.Locations.Any(l => l.IsInSource))
            {
                return true;
            }
        }

        return false;
    }
}

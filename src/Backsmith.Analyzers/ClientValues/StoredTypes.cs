using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Names of the types whose objects a program keeps in a store or binds to its configuration: what they hold is not what the caller of the moment sent.</summary>
internal sealed class StoredTypes
{
    private static readonly HashSet<string> Holders =
    [
        "DbSet", "IDbSet", "IMongoCollection", "IRepository", "IAsyncRepository", "ILiteCollection", "IDocumentSession", "EntityTypeBuilder", "IEntityTypeConfiguration", "IOptions", "IOptionsMonitor", "IOptionsSnapshot", "Configure",
        "GetSection", "AddOptions", "IBasicRepository", "ISettings",
    ];

    private readonly HashSet<string> _names;

    private StoredTypes(SourceProgram program) =>
        _names = [.. program.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<GenericNameSyntax>())
            .Where(name => Holders.Contains(name.Identifier.ValueText) && name.TypeArgumentList.Arguments.Count > 0)
            .Select(name => name.TypeArgumentList.Arguments[0]).OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)];

    /// <summary>The stored types of a program, read once.</summary>
    public static StoredTypes Of(SourceProgram program) => program.Part(static p => new StoredTypes(p));

    /// <summary>True for a type, or one whose base type, is kept.</summary>
    public bool Holds(Microsoft.CodeAnalysis.ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (_names.Contains(current.Name))
                return true;
        }

        return false;
    }
}

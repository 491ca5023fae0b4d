using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>A public type of a referenced assembly, read from its tables without making a symbol.</summary>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="Containers">Namespaces and types around it, outermost first.</param>
/// <param name="MetadataName">What <see cref="IAssemblySymbol.GetTypeByMetadataName"/> takes.</param>
/// <param name="StaticMethods">Names of the methods of a static class, which may extend other types; empty of other types.</param>
internal sealed record PublicType(string Name, ImmutableArray<string> Containers, string MetadataName, ImmutableArray<string> StaticMethods)
{
    private const TypeAttributes Static = TypeAttributes.Abstract | TypeAttributes.Sealed;

    /// <summary>The public types of a reference.</summary>
    public static IReadOnlyList<PublicType> In(PortableExecutableReference reference)
    {
        if (reference.GetMetadata() is not AssemblyMetadata metadata)
        {
            return [];
        }

        var reader = metadata.GetModules()[0].GetMetadataReader();
        return [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => IsPublic(reader, type)).Select(type => Of(reader, type))];
    }

    private static PublicType Of(MetadataReader reader, TypeDefinition type)
    {
        var (name, containers) = Names(reader, type);
        var methods = (type.Attributes & Static) == Static ? type.GetMethods().Select(method => reader.GetString(reader.GetMethodDefinition(method).Name)).Distinct() : [];
        return new PublicType(name, containers, FullName(reader, type), [.. methods]);
    }

    private static bool IsPublic(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static (string Name, ImmutableArray<string> Containers) Names(MetadataReader reader, TypeDefinition type)
    {
        var name = reader.GetString(type.Name).Split('`')[0];
        if (!type.IsNested)
        {
            return (name, [.. reader.GetString(type.Namespace).Split('.', StringSplitOptions.RemoveEmptyEntries)]);
        }

        var (outer, around) = Names(reader, reader.GetTypeDefinition(type.GetDeclaringType()));
        return (name, [.. around, outer]);
    }

    private static string FullName(MetadataReader reader, TypeDefinition type) =>
        type.IsNested ? $"{FullName(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}+{reader.GetString(type.Name)}"
        : type.Namespace.IsNil ? reader.GetString(type.Name)
        : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
}

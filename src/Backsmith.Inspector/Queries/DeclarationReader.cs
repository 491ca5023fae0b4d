using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>Lists the declarations of a file in their order.</summary>
internal static class DeclarationReader
{
    /// <summary>Types and members, outer ones first.</summary>
    public static IEnumerable<Declaration> In(SyntaxNode root) => root is CompilationUnitSyntax unit ? unit.Members.SelectMany(member => Of(member, [], 0)) : [];

    private static IEnumerable<Declaration> Of(MemberDeclarationSyntax member, IReadOnlyList<string> around, int depth) => member switch
    {
        BaseNamespaceDeclarationSyntax space => space.Members.SelectMany(inner => Of(inner, [.. around, .. space.Name.ToString().Split('.', StringSplitOptions.TrimEntries)], depth)),
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => OfType(member, around, depth),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable =>
            new Declaration(field is EventFieldDeclarationSyntax ? CodeSymbolKind.Event : CodeSymbolKind.Field, variable.Identifier.ValueText, around, variable, depth)),
        _ => Named(member) is var (kind, name) ? [new Declaration(kind, name, around, member, depth)] : [],
    };

    private static IEnumerable<Declaration> OfType(MemberDeclarationSyntax type, IReadOnlyList<string> around, int depth)
    {
        var (kind, name) = type switch
        {
            RecordDeclarationSyntax record => (CodeSymbolKind.Record, record.Identifier),
            StructDeclarationSyntax structure => (CodeSymbolKind.Struct, structure.Identifier),
            InterfaceDeclarationSyntax contract => (CodeSymbolKind.Interface, contract.Identifier),
            EnumDeclarationSyntax enumeration => (CodeSymbolKind.Enum, enumeration.Identifier),
            DelegateDeclarationSyntax signature => (CodeSymbolKind.Delegate, signature.Identifier),
            BaseTypeDeclarationSyntax other => (CodeSymbolKind.Class, other.Identifier),
            _ => throw new ArgumentException($"'{type.Kind()}' is no type.", nameof(type)),
        };
        IReadOnlyList<string> inside = [.. around, name.ValueText];
        yield return new Declaration(kind, name.ValueText, around, type, depth);
        var members = type switch
        {
            EnumDeclarationSyntax enumeration => enumeration.Members,
            TypeDeclarationSyntax declared => Properties(declared, inside, depth + 1).Concat(declared.Members.SelectMany(member => Of(member, inside, depth + 1))),
            _ => (IEnumerable<object>)[],
        };
        foreach (var member in members)
        {
            yield return member as Declaration ?? new Declaration(CodeSymbolKind.EnumMember, ((EnumMemberDeclarationSyntax)member).Identifier.ValueText, inside, (SyntaxNode)member, depth + 1);
        }
    }

    /// <summary>The properties that a record declares by its parameters.</summary>
    private static IEnumerable<Declaration> Properties(TypeDeclarationSyntax type, IReadOnlyList<string> inside, int depth) =>
        type is RecordDeclarationSyntax { ParameterList: { } list }
            ? list.Parameters.Select(parameter => new Declaration(CodeSymbolKind.Property, parameter.Identifier.ValueText, inside, parameter, depth))
            : [];

    private static (CodeSymbolKind Kind, string Name)? Named(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => (CodeSymbolKind.Method, method.Identifier.ValueText),
        ConstructorDeclarationSyntax constructor => (CodeSymbolKind.Constructor, constructor.Identifier.ValueText),
        PropertyDeclarationSyntax property => (CodeSymbolKind.Property, property.Identifier.ValueText),
        IndexerDeclarationSyntax => (CodeSymbolKind.Property, "this[]"),
        EventDeclarationSyntax declared => (CodeSymbolKind.Event, declared.Identifier.ValueText),
        OperatorDeclarationSyntax operation => (CodeSymbolKind.Operator, "operator " + operation.OperatorToken.Text),
        ConversionOperatorDeclarationSyntax conversion => (CodeSymbolKind.Operator, "operator " + conversion.Type),
        _ => null,
    };
}

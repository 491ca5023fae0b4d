using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using SymbolKind = Microsoft.CodeAnalysis.SymbolKind;

namespace Backsmith.Inspector.Queries;

/// <summary>Writes symbols as C#, wherever they come from.</summary>
internal static class SymbolText
{
    private const SymbolDisplayMiscellaneousOptions Miscellaneous =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier;

    /// <summary>Types by their own names.</summary>
    public static readonly SymbolDisplayFormat Short = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance, miscellaneousOptions: Miscellaneous);

    private static readonly SymbolDisplayFormat Declared = new SymbolDisplayFormat(propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor, delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature, extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod, miscellaneousOptions: Miscellaneous)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeExplicitInterface)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue);

    private static readonly SymbolDisplayFormat Full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        miscellaneousOptions: Miscellaneous);

    /// <summary>The signature on one line: as it stands in source, else as metadata tells.</summary>
    public static string Signature(ISymbol symbol) => symbol.Kind is SymbolKind.NamedType or SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event && SourceOf(symbol) is { } node ? SignatureText.Of(node)
        : symbol is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type ? Type(type)
        : symbol.ToDisplayString(Declared);

    /// <summary>Full name with type parameters, and of a method with the types of its parameters.</summary>
    public static string FullName(ISymbol symbol) => SourceOf(symbol) is { } node && SignatureText.FullName(node) is { Length: > 0 } name ? name
        : symbol is IMethodSymbol method ? $"{symbol.ToDisplayString(Full)}({string.Join(", ", method.Parameters.Select(Parameter))})"
        : symbol.ToDisplayString(Full);

    /// <summary>What kind of declaration a symbol is.</summary>
    public static CodeSymbolKind KindOf(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { IsRecord: true } => CodeSymbolKind.Record,
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => CodeSymbolKind.Interface,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => CodeSymbolKind.Enum,
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => CodeSymbolKind.Struct,
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => CodeSymbolKind.Delegate,
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => CodeSymbolKind.Constructor,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => CodeSymbolKind.Operator,
        IMethodSymbol => CodeSymbolKind.Method,
        IPropertySymbol => CodeSymbolKind.Property,
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => CodeSymbolKind.EnumMember,
        IFieldSymbol => CodeSymbolKind.Field,
        IEventSymbol => CodeSymbolKind.Event,
        INamespaceSymbol => CodeSymbolKind.Namespace,
        not INamedTypeSymbol => CodeSymbolKind.Local,
        _ => CodeSymbolKind.Class,
    };

    /// <summary>Members that code elsewhere can use or override, in their order.</summary>
    public static IEnumerable<ISymbol> PublicMembers(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion) }
        && !(member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: MethodKind.Constructor }));

    /// <summary>Where a symbol is declared in source; null in a referenced assembly.</summary>
    public static SyntaxNode? SourceOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static string Parameter(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        _ => "",
    } + parameter.Type.ToDisplayString(Short);

    private static string Type(INamedTypeSymbol type)
    {
        var bases = new[] { type.BaseType is { SpecialType: SpecialType.None } parent && type.TypeKind == TypeKind.Class ? parent : null }.OfType<INamedTypeSymbol>().Concat(type.Interfaces).Select(other => other.ToDisplayString(Short));
        var modifiers = type.TypeKind != TypeKind.Class ? "" : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var head = $"{Accessible(type.DeclaredAccessibility)} {modifiers}{type.ToDisplayString(Short.WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword))}";
        return type.TypeKind == TypeKind.Enum || !bases.Any() ? head : $"{head} : {string.Join(", ", bases)}";
    }

    private static string Accessible(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Protected or Accessibility.ProtectedOrInternal => "protected",
        Accessibility.Internal => "internal",
        _ => "private",
    };
}

using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Which types can hold free text. Numbers, enums, dates, identifiers and flags cannot, whoever sent them.</summary>
internal static class TextTypes
{
    internal static bool CanHold(ITypeSymbol? type, int depth = 0)
    {
        switch (type)
        {
            case null or IErrorTypeSymbol or IDynamicTypeSymbol or ITypeParameterSymbol:
                return true;
            case IArrayTypeSymbol array:
                return CanHold(array.ElementType, depth);
            case INamedTypeSymbol named:
                return CanHoldNamed(named, depth);
            default:
                return false;
        }
    }

    internal static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" or "StringBuilder" or "HtmlString" or "PathString" or "QueryString" or "StringSegment" };

    /// <summary>Text or a collection of text.</summary>
    internal static bool IsTextual(ITypeSymbol? type) => IsText(type) || type switch
    {
        IArrayTypeSymbol array => IsText(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } generic => IsFramework(generic) && generic.TypeArguments.Any(IsTextual) && generic.Name is not ("Func" or "Action" or "IOptions" or "ILogger"),
        _ => false,
    };

    /// <summary>A plain data type of the application that holds text a caller can set.</summary>
    internal static bool IsData(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named && !IsFramework(named) && HoldsSettableText(named);

    internal static bool IsFramework(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft";
    }

    private static bool CanHoldNamed(INamedTypeSymbol named, int depth)
    {
        if (named.SpecialType is SpecialType.System_String or SpecialType.System_Object || IsText(named))
            return true;
        if (named.SpecialType is not SpecialType.None && !named.IsGenericType && named.SpecialType != SpecialType.System_Collections_IEnumerable)
            return false;
        if (named.TypeKind is TypeKind.Enum or TypeKind.Delegate)
            return false;
        if (named.IsGenericType && IsFramework(named))
            return depth > 4 || named.TypeArguments.Any(a => CanHold(a, depth + 1));
        if (named.IsValueType && IsFramework(named))
            return named.Name is "JsonElement";
        return IsFramework(named) || !named.IsValueType || HoldsSettableText(named);
    }

    private static bool HoldsSettableText(INamedTypeSymbol named)
    {
        for (var type = named; type is not null && !IsFramework(type); type = type.BaseType)
        {
            if (type.GetMembers().OfType<IPropertySymbol>().Any(p => !p.IsStatic && p.SetMethod is { DeclaredAccessibility: Accessibility.Public } && IsHeld(p.Type)))
                return true;
            if (type.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && !f.IsReadOnly && f.DeclaredAccessibility == Accessibility.Public && IsHeld(f.Type)))
                return true;
            if (type.IsRecord && type.GetMembers().OfType<IPropertySymbol>().Any(p => IsHeld(p.Type)))
                return true;
        }

        return false;
    }

    private static bool IsHeld(ITypeSymbol type) => IsTextual(type) || type is INamedTypeSymbol { TypeKind: TypeKind.Class } nested && !IsFramework(nested);
}

using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.Logging;

/// <summary>Objects that a log shows with their members: records, which print them all, and objects that are serialised or taken apart.</summary>
internal static class ShownMembers
{
    private const int MaxDepth = 2;

    /// <summary>The secret among the members that the value shows; null when it shows none. Personal data in an object is not told from what an event needs.</summary>
    internal static Origin? Find(IOperation value, bool takenApart)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is IInvocationOperation { TargetMethod.Name: "Serialize" or "SerializeObject", Arguments: { Length: > 0 } arguments })
        {
            takenApart = true;
            value = arguments[0].Value;
            while (value is IConversionOperation boxed)
                value = boxed.Operand;
        }

        return value.Type is INamedTypeSymbol type && Secret(type, takenApart, 0) is { } member
            ? new Origin(value.Syntax, SensitiveDataPolicy.Describe($"{member.ContainingType.Name}.{member.Name}", SensitiveNames.Kind(member.Name)!.Value), "high", member)
            : null;
    }

    private static IPropertySymbol? Secret(INamedTypeSymbol type, bool takenApart, int depth)
    {
        if (depth > MaxDepth || TextTypes.IsFramework(type) || type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !takenApart && !PrintsMembers(type))
            return null;
        for (var current = type; current is not null && !TextTypes.IsFramework(current); current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>().Where(IsShown))
            {
                if (SensitiveNames.Kind(property.Name) is { } kind and not SensitiveKind.Personal && SensitiveDataPolicy.Shows(property.Type, kind) && property.Type.SpecialType != SpecialType.System_Object)
                    return property;
                if (property.Type is INamedTypeSymbol inner && Secret(inner, takenApart, depth + 1) is { } nested)
                    return nested;
            }
        }

        return null;
    }

    private static bool IsShown(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
        && !property.GetAttributes().Any(a => a.AttributeClass?.Name is { } name && new[] { "Ignore", "Mask", "NotLogged", "Sensitive", "Redact", "Classification", "Data" }.Any(name.Contains));

    /// <summary>A record prints its members unless it says otherwise.</summary>
    private static bool PrintsMembers(INamedTypeSymbol type) =>
        type.IsRecord && !type.GetMembers().OfType<IMethodSymbol>().Any(m => m.Name is "ToString" or "PrintMembers" && !m.IsImplicitlyDeclared);
}

using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Says where the framework takes the value of an endpoint's parameter from.</summary>
internal static class BoundParameters
{
    private static readonly string[] FromRequest = ["FromRouteAttribute", "FromQueryAttribute", "FromBodyAttribute", "FromFormAttribute", "AsParametersAttribute"];

    /// <summary>Who decides the value of a parameter.</summary>
    public static LabelledValue LabelOf(IParameterSymbol parameter)
    {
        var marks = parameter.GetAttributes().Select(a => a.AttributeClass?.Name ?? "").ToList();
        if (marks.Any(FromRequest.Contains))
        {
            return LabelledValue.FromClient;
        }

        // A header is what a gateway or a partner's key is sent in: it is no record's id that a client picks.
        return marks.Contains("FromHeaderAttribute") || CallerValues.IsPrincipal(parameter.Type) || CallerValues.IsContext(parameter.Type) ? LabelledValue.FromCaller
            : marks.Any(m => m is "FromServicesAttribute" or "FromKeyedServicesAttribute") || !IsData(parameter.Type) ? LabelledValue.Unknown
            : LabelledValue.FromClient;
    }

    private static bool IsData(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => true,
        { SpecialType: not SpecialType.None } => true,
        { Name: "CancellationToken" } => false,
        { IsValueType: true } => true,
        { TypeKind: TypeKind.Interface or TypeKind.Delegate } => StoreTypes.IsCollection(type),
        INamedTypeSymbol named => !StoreTypes.IsContext(type) && !TextTypes.IsFramework(type) && (IsMessage(named) || StoreTypes.IsCollection(type)),
        _ => false,
    };

    // A service takes other services in its constructor; what is bound from a body has values.
    private static bool IsMessage(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && !type.IsAbstract
        && (type.IsRecord || type.GetMembers().OfType<IPropertySymbol>().Any(p => !p.IsStatic && p.SetMethod is { DeclaredAccessibility: Accessibility.Public }))
        && !type.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared && c.Parameters.Length > 0 && c.Parameters.All(p => p.Type.TypeKind == TypeKind.Interface || StoreTypes.IsContext(p.Type)));
}

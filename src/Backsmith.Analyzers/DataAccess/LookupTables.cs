using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Knows the tables that stay small: code lists, and tables whose rows the model itself states (<c>HasData</c>) and nothing else adds.</summary>
internal sealed class LookupTables
{
    private static readonly HashSet<string> CodeLists = new()
    {
        "Country", "Currency", "Language", "Culture", "Locale", "TimeZone", "Role", "IdentityRole", "ApplicationRole", "AppRole", "Permission", "Gender", "Salutation", "Continent",
        "Unit", "Region", "Province", "Level", "Tier", "Theme", "Plan", "SubscriptionPlan", "PricingPlan",
    };

    private static readonly string[] CodeListEndings =
    [
        "Type", "Status", "Kind", "Role", "Setting", "Settings", "Currency", "Country", "Language", "Permission", "Feature", "FeatureFlag", "Category", "Genre",
        "TaxRate", "VatRate", "PaymentMethod", "ShippingMethod", "DeliveryMethod",
    ];

    private readonly SourceProgram _program;
    private readonly Lazy<HashSet<string>> _stated;

    public LookupTables(SourceProgram program)
    {
        _program = program;
        _stated = new Lazy<HashSet<string>>(() => new HashSet<string>(Calls("HasData").Select(TypeOf)));
    }

    /// <summary>True when the stored type is such a table.</summary>
    public bool Contains(INamedTypeSymbol? entity) => entity is not null
        && (CodeLists.Contains(entity.Name) || CodeListEndings.Any(e => entity.Name.EndsWith(e, StringComparison.Ordinal))
            || (_stated.Value.Contains(entity.Name) && !IsAdded(entity)));

    private IEnumerable<InvocationExpressionSyntax> Calls(params string[] names) =>
        _program.Trees.SelectMany(t => t.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>().Where(c => names.Contains(MethodBodies.NameOf(c)));

    /// <summary>The stored type that a call on a model builder is about: <c>modelBuilder.Entity&lt;Genre&gt;().HasData(...)</c>, or the type of the configuration it stands in.</summary>
    internal static string TypeOf(InvocationExpressionSyntax call)
    {
        var generic = call.Expression.DescendantNodes().OfType<GenericNameSyntax>().FirstOrDefault(g => g.Identifier.ValueText == "Entity")
            ?? call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.DescendantNodes().OfType<GenericNameSyntax>().FirstOrDefault();
        return generic?.TypeArgumentList.Arguments.FirstOrDefault()?.ToString() ?? "";
    }

    private bool IsAdded(INamedTypeSymbol entity) => Calls("Add", "AddAsync", "AddRange", "AddRangeAsync", "Insert", "InsertAsync").Any(c =>
        _program.ModelOf(c.SyntaxTree) is { } model && StoreWrite.Read(_program, c, model) is { Entity: { } added } && SameSymbol.Comparer.Equals(added, entity));
}

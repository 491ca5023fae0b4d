using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.SecretsCrypto;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Which properties of which records give power to whoever they are set for.</summary>
internal static class PrivilegeNames
{
    private static readonly HashSet<string> Everywhere = ["isadmin", "admin", "isadministrator", "issuperuser", "superuser", "issuperadmin", "superadmin", "isstaff", "isroot", "ismoderator", "isemployee", "accesslevel", "privilege", "privileges", "permission", "permissions", "privilegelevel"];
    private static readonly HashSet<string> OfAccounts = ["role", "roles", "roleid", "roleids", "rolename", "userrole", "userroles", "userroleid", "usertype", "accounttype", "claims"];

    /// <summary>True for a property of the type that says what its holder may do.</summary>
    public static bool Is(string property, INamedTypeSymbol type)
    {
        var plain = RecordNames.Plain(property);
        return Everywhere.Contains(plain) && IsKept(property, type) || OfAccounts.Contains(plain) && IsAccount(type) && IsKept(property, type);
    }

    /// <summary>The properties of a type that the framework can bind and that say what its holder may do.</summary>
    public static IEnumerable<IPropertySymbol> Bound(INamedTypeSymbol type) =>
        Members(type).Where(p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public } && !p.GetAttributes().Any(a => a.AttributeClass?.Name is "JsonIgnoreAttribute" or "BindNeverAttribute" or "ReadOnlyAttribute" or "NotMappedAttribute" or "JsonIgnore" or "BindNever") && Is(p.Name, type));

    /// <summary>Every property of a type and its bases.</summary>
    public static IEnumerable<IPropertySymbol> Members(INamedTypeSymbol type)
    {
        for (var t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            foreach (var property in t.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic))
            {
                yield return property;
            }
        }
    }

    // Text, numbers, flags, enums and lists of them; an object called Admin is a person.
    private static bool IsKept(string property, INamedTypeSymbol type) =>
        Members(type).FirstOrDefault(p => p.Name == property)?.Type is { } kept && (kept.SpecialType != SpecialType.None || kept.IsValueType || kept is IArrayTypeSymbol || Stores.StoreTypes.IsCollection(kept) || RecordNames.Plain(property) == "role");

    private static bool IsAccount(INamedTypeSymbol type)
    {
        var words = NameWords.Of(type.Name);
        return Members(type).Any(p => PasswordNames.IsChosen(p.Name) || PasswordChecks.IsKept(p.Name))
            || words.Count > 0 && words[words.Count - 1] is "user" or "account" && Members(type).Any(p => NameWords.Of(p.Name).Any(w => w is "email" or "username" or "login"));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.Stores;

/// <summary>
/// Recognises the types of data stores. A type that did not resolve (its package could not be restored) is taken by the
/// name it would have; such evidence weighs medium.
/// </summary>
internal static class StoreTypes
{
    private static readonly HashSet<string> IdentityStores = new() { "UserManager", "RoleManager", "SignInManager" };
    private static readonly HashSet<string> ContractNames = new() { "IRepositoryBase", "IReadRepositoryBase", "RepositoryBase", "IReadOnlyRepository" };

    /// <summary>EF Core's and EF 6's <c>DbSet&lt;T&gt;</c>.</summary>
    public static bool IsDbSet(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "DbSet" or "IDbSet" } && (type.TypeKind == TypeKind.Error || IsIn(type, "EntityFrameworkCore", "Entity"));

    /// <summary>A context of EF: derives from <c>DbContext</c> (also one that did not resolve), or a contract that exposes sets.</summary>
    public static bool IsContext(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name.EndsWith("DbContext", StringComparison.Ordinal) && (t.TypeKind == TypeKind.Error || IsIn(t, "EntityFrameworkCore", "Entity")))
            {
                return true;
            }
        }

        return type is { TypeKind: TypeKind.Interface } && type.GetMembers().OfType<IPropertySymbol>().Any(p => IsDbSet(p.Type));
    }

    /// <summary><c>IQueryable&lt;T&gt;</c> and the types that derive from it (a DbSet included).</summary>
    public static bool IsQueryable(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && type.SpecialType == SpecialType.None
        && (IsQueryableItself(named) || named.AllInterfaces.Any(IsQueryableItself));

    /// <summary>A database connection of ADO.NET, or a type of that name that did not resolve.</summary>
    public static bool IsConnection(ITypeSymbol? type) => IsAdo(type, "IDbConnection", "DbConnection", "Connection");

    /// <summary>A database command of ADO.NET, or a type of that name that did not resolve.</summary>
    public static bool IsCommand(ITypeSymbol? type) => IsAdo(type, "IDbCommand", "DbCommand", "Command");

    /// <summary>A reader over rows, or a type of that name that did not resolve.</summary>
    public static bool IsReader(ITypeSymbol? type) => IsAdo(type, "IDataReader", "DbDataReader", "DataReader");

    /// <summary>ASP.NET Core Identity's managers: each of their look-ups is a query.</summary>
    public static bool IsIdentityStore(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (IdentityStores.Contains(t.Name) && (t.TypeKind == TypeKind.Error || t.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Identity"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A repository whose implementation is not source here: a contract of a package, or one of this program that nothing in sight implements.
    /// </summary>
    public static bool IsRepositoryContract(ITypeSymbol? type) =>
        type is INamedTypeSymbol named
        && (IsContractItself(named) || named.AllInterfaces.Any(IsContractItself) || Bases(named).Any(IsContractItself));

    /// <summary>What an entity set or a task of it holds: the element type of the innermost collection; null when there is none.</summary>
    public static INamedTypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol a => a.ElementType as INamedTypeSymbol,
        INamedTypeSymbol { TypeArguments.Length: 1 } n when n.Name is "Task" or "ValueTask" or "ActionResult" or "Ok" => ElementOf(n.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments.Length: 1 } n when n.TypeArguments[0] is INamedTypeSymbol e && IsCollection(n) => e,
        _ => null,
    };

    /// <summary>What iterating the collection gives; null when it is none.</summary>
    public static ITypeSymbol? ElementTypeOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when IsCollection(named) => named.TypeArguments[0],
        _ => null,
    };

    /// <summary>The result of a task, or the type itself.</summary>
    public static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;

    /// <summary>True for a collection held in memory: it is enumerable, and neither text nor a query.</summary>
    public static bool IsCollection(ITypeSymbol? type) =>
        type is IArrayTypeSymbol
        || (type is INamedTypeSymbol n && n.SpecialType != SpecialType.System_String
            && (n.Name is "IEnumerable" or "IAsyncEnumerable" or "List" || n.AllInterfaces.Any(i => i.Name is "IEnumerable" or "IAsyncEnumerable")));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }

    // EF's own IHistoryRepository writes scripts.
    private static bool IsContractItself(INamedTypeSymbol type) =>
        ContractNames.Contains(type.Name)
        || (type.TypeKind is TypeKind.Interface or TypeKind.Error && type.Name.StartsWith("I", StringComparison.Ordinal) && type.Name.EndsWith("Repository", StringComparison.Ordinal)
            && type.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal) != true);

    private static bool IsQueryableItself(INamedTypeSymbol type) =>
        type is { Arity: 1, Name: "IQueryable" or "IOrderedQueryable" or "IIncludableQueryable" };

    private static bool IsAdo(ITypeSymbol? type, string contract, string baseName, string suffix)
    {
        if (type is null)
        {
            return false;
        }

        if (type.Name == contract || type.AllInterfaces.Any(i => i.Name == contract && IsIn(i, "Data", "Data")))
        {
            return true;
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == baseName || (t.TypeKind == TypeKind.Error && t.Name.EndsWith(suffix, StringComparison.Ordinal) && t.Name.Length > suffix.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(ITypeSymbol type, string first, string second) =>
        type.ContainingNamespace is { } space && (space.Name == first || space.Name == second || space.ToDisplayString().Contains(first));
}

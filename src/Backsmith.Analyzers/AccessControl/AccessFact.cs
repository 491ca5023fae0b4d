using System;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>What a piece of code does with a record, its owner or the person who is signed in.</summary>
internal enum AccessKind
{
    /// <summary>A record is taken by a key that the client names.</summary>
    Load,

    /// <summary>One of the records that another one holds is taken by a key that the client names.</summary>
    Pick,

    /// <summary>Several records are read.</summary>
    SetRead,

    /// <summary>Records are taken by a property that the client gives a value for.</summary>
    ClientFilter,

    /// <summary>A property is compared with who is signed in.</summary>
    CallerCompare,

    /// <summary>Something else decides whether who is signed in may go on.</summary>
    Guard,

    /// <summary>A new record's property is set to who is signed in.</summary>
    CallerFill,

    /// <summary>A new record's property is set to a value the client sent.</summary>
    ClientFill,

    /// <summary>A stored record takes a value the client sent.</summary>
    Change,

    /// <summary>A stored record changes by the program's own values.</summary>
    Touch,

    /// <summary>A stored record is put into a state that the code names, such as cancelled.</summary>
    State,

    /// <summary>A record is removed.</summary>
    Delete,

    /// <summary>Who is signed in is put into a stored record.</summary>
    Claim,

    /// <summary>A record is added, or changes are saved.</summary>
    Write,

    /// <summary>A privilege takes a value the client sent, otherwise than by an assignment.</summary>
    Grant,
}

/// <summary>One thing that code does, with the place where the reader of a body sees it.</summary>
internal sealed class AccessFact(AccessKind kind, string entity, string property, SyntaxNode at, SyntaxNode origin, bool isResolved = true)
{
    /// <summary>What it is.</summary>
    public AccessKind Kind { get; } = kind;

    /// <summary>The record's name in the singular and in lower case; empty when it is a type parameter.</summary>
    public string Entity { get; } = entity;

    /// <summary>The property's name; empty when none is meant.</summary>
    public string Property { get; } = property;

    /// <summary>Where the body that is read does it: the statement itself, or the call that leads there.</summary>
    public SyntaxNode At { get; } = at;

    /// <summary>Where it is done.</summary>
    public SyntaxNode Origin { get; } = origin;

    /// <summary>False when names stood in for symbols that could not be resolved.</summary>
    public bool IsResolved { get; } = isResolved;

    /// <summary>The same fact as the caller of a method sees it.</summary>
    public AccessFact Through(SyntaxNode call, string entity) => new(Kind, Entity.Length == 0 ? entity : Entity, Property, call, Origin, IsResolved);
}

/// <summary>Names of records and of their properties, made alike whether they come from a class, a set or a table.</summary>
internal static class RecordNames
{
    private static readonly string[] Suffixes = ["entity", "row", "record", "dao"];

    /// <summary>The name of a type as a record; empty for a type parameter.</summary>
    public static string Of(ITypeSymbol? type) => type is null or ITypeParameterSymbol ? "" : Of(type.Name);

    /// <summary>The name of a type or table as a record.</summary>
    public static string Of(string name)
    {
        var plain = Plain(name);
        foreach (var suffix in Suffixes.Where(s => plain.Length > s.Length + 2 && plain.EndsWith(s, StringComparison.Ordinal)))
        {
            plain = plain.Substring(0, plain.Length - suffix.Length);
        }

        return plain.EndsWith("ies", StringComparison.Ordinal) ? plain.Substring(0, plain.Length - 3) + "y"
            : Regex.IsMatch(plain, "(s|x|ch|sh)es$") ? plain.Substring(0, plain.Length - 2)
            : plain.EndsWith("s", StringComparison.Ordinal) && !plain.EndsWith("ss", StringComparison.Ordinal) ? plain.Substring(0, plain.Length - 1)
            : plain;
    }

    /// <summary>A property's or column's name without underscores, in lower case.</summary>
    public static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    /// <summary>True when the property names one record of the kind: its id, number or slug.</summary>
    public static bool IsKey(string property, string entity) => Plain(property) switch
    {
        "id" or "guid" or "uuid" or "publicid" or "externalid" or "number" or "slug" or "uid" or "key" => true,
        var plain => entity.Length > 0 && (plain == entity + "id" || plain == entity + "guid" || plain == entity + "number" || plain == entity + "key" || plain == entity + "no"),
    };

    /// <summary>True when a value of the property is itself a permission or proves knowledge: a token, a secret, the buyer's address.</summary>
    public static bool IsSecret(string property)
    {
        var plain = Plain(property);
        return new[] { "token", "secret", "signature", "hash", "email", "phone", "postal", "zip", "lastname", "accesskey", "pin", "password", "otp", "code" }.Any(w => plain.Contains(w));
    }

    /// <summary>True for a property that keeps who did something, which need not be the owner.</summary>
    public static bool IsAudit(string property)
    {
        var plain = Plain(property);
        return plain.EndsWith("by", StringComparison.Ordinal) || plain.EndsWith("byid", StringComparison.Ordinal) || plain.EndsWith("byuserid", StringComparison.Ordinal)
            || plain.EndsWith("byuser", StringComparison.Ordinal) || plain.StartsWith("modif", StringComparison.Ordinal) || plain.StartsWith("lastmodif", StringComparison.Ordinal)
            || plain.StartsWith("updat", StringComparison.Ordinal) || plain.StartsWith("delet", StringComparison.Ordinal) || plain is "actor" or "actorid" or "changedbyid" or "tenantid";
    }
}

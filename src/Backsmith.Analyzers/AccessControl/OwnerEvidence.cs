using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>An endpoint with everything it does.</summary>
internal sealed class WalkedEndpoint(RequestEndpoint endpoint, IReadOnlyList<AccessFact> facts)
{
    /// <summary>The endpoint.</summary>
    public RequestEndpoint Endpoint { get; } = endpoint;

    /// <summary>What it does.</summary>
    public IReadOnlyList<AccessFact> Facts { get; } = facts;

    /// <summary>True when it does one of these things to the record.</summary>
    public bool Does(string entity, params AccessKind[] kinds) => Facts.Any(f => f.Entity == entity && kinds.Contains(f.Kind));
}

/// <summary>What the endpoints of a program together say about a kind of record: whose it is, and who is meant to see it.</summary>
internal sealed class OwnerEvidence
{
    private static readonly string[] PersonWords =
    [
        "user", "owner", "customer", "account", "author", "buyer", "seller", "member", "creat", "person", "employee", "applicant", "tenant", "patient", "student", "identity", "profile",
        "sender", "holder", "upload", "request", "reporter", "subscriber", "host", "guest", "driver", "teacher", "company", "organi", "merchant", "vendor", "principal", "subject",
        "player", "client", "borrower", "reader", "donor", "trainer", "instructor", "poster", "submit", "issuer", "candidate", "freelancer", "payer", "renter", "landlord", "doctor",
    ];

    private static readonly string[] AccountKeys = ["id", "email", "username", "normalizedusername", "normalizedemail", "name", "login", "sub", "identityid", "externalid", "identityguid", "objectid"];
    private static readonly string[] LinkKeys = ["userid", "appuserid", "identityuserid", "applicationuserid", "aspnetuserid", "accountid"];
    private static readonly string[] Roles = ["customer", "profile", "userprofile", "employee", "buyer", "seller", "author", "patient", "student", "applicant", "member", "vendor", "merchant", "driver", "teacher", "doctor", "client", "person", "instructor", "trainer", "candidate", "host", "guest"];
    private static readonly string[] PublicFlags = ["ispublic", "ispublished", "published", "isshared", "visibility", "isprivate", "isdraft", "public", "sharedwith", "publishedat", "publishedon"];

    private readonly IReadOnlyList<WalkedEndpoint> _endpoints;
    private readonly ILookup<string, INamedTypeSymbol> _types;
    private readonly HashSet<string> _accounts = new();

    /// <summary>Reads the evidence of all endpoints.</summary>
    public OwnerEvidence(SourceProgram program, IReadOnlyList<WalkedEndpoint> endpoints)
    {
        _endpoints = endpoints;
        _types = program.Types.All.Where(t => t.TypeKind is TypeKind.Class or TypeKind.Struct).ToLookup(t => RecordNames.Of(t));
        foreach (var compared in endpoints.SelectMany(e => e.Facts).Where(f => f.Kind == AccessKind.CallerCompare))
        {
            if (IsAccountKey(compared) && IsPersonType(compared.Entity))
            {
                _accounts.Add(compared.Entity);
            }
        }
    }

    /// <summary>True for the record of a person who signs in.</summary>
    public bool IsAccount(string entity) => _accounts.Contains(entity) || _types[entity].Any(IsIdentityUser);

    /// <summary>True when the fact decides whether the caller may go on; looking up the caller's own account does not.</summary>
    public bool IsGuard(AccessFact fact) =>
        fact.Kind == AccessKind.Guard || (fact.Kind == AccessKind.CallerCompare && !(IsAccount(fact.Entity) && IsAccountKey(fact)));

    /// <summary>The name of a record as the code writes it.</summary>
    public string Display(string entity) => _types[entity].OrderBy(t => t.Name.Length).Select(t => t.Name).FirstOrDefault() ?? entity;

    /// <summary>The property that says whose a record is; null when nothing in the program shows one.</summary>
    public string? OwnerOf(string entity) => OwnersOf(entity).FirstOrDefault();

    /// <summary>All such properties: those that are compared first, then those that are filled.</summary>
    public IEnumerable<string> OwnersOf(string entity)
    {
        if (entity.Length == 0 || IsAccount(entity))
        {
            return [];
        }

        var facts = _endpoints.SelectMany(e => e.Facts).Where(f => f.Entity == entity).ToList();
        var compared = facts.Where(f => f.Kind == AccessKind.CallerCompare && IsOwnerName(f)).Select(f => f.Property);
        var filled = facts.Where(f => f.Kind == AccessKind.CallerFill && IsOwnerName(f) && IsPersonName(f.Property) && !RecordNames.IsAudit(f.Property) && !IsDisplayName(f)).Select(f => f.Property);
        return compared.Concat(filled);
    }

    // An author's name on a theme says who made it; what says whose it is identifies an account.
    private bool IsDisplayName(AccessFact fact)
    {
        var plain = RecordNames.Plain(fact.Property);
        var isText = _types[fact.Entity].SelectMany(t => t.GetMembers(fact.Property)).OfType<IPropertySymbol>().Any(p => p.Type.SpecialType == SpecialType.System_String);
        return isText && !new[] { "id", "guid", "sub", "key", "email", "user", "username", "owner", "subject" }.Any(w => plain.EndsWith(w, StringComparison.Ordinal));
    }

    /// <summary>True when records of the kind are shown to their owners only.</summary>
    public bool IsPrivate(string entity, EndpointAccess access)
    {
        if (HasPublicFlag(entity))
        {
            return false;
        }

        var ofOne = _endpoints.Any(e => IsOwnRead(e, entity) && e.Does(entity, AccessKind.Load));
        if (_endpoints.Any(e => IsPublicRead(e, entity, ofOne)) || (access == EndpointAccess.Anonymous && !ofOne))
        {
            return false;
        }

        return _endpoints.Any(e => IsOwnRead(e, entity)) || !_endpoints.Any(e => e.Facts.Any(f => f.Kind == AccessKind.CallerCompare && f.Entity == entity));
    }

    /// <summary>True when an endpoint takes the account by the client's key and refuses to show it to anybody else, and none shows a list of them.</summary>
    public bool IsShownToItselfAlone(string account)
    {
        bool Compares(WalkedEndpoint e) => e.Does(account, AccessKind.CallerCompare);
        return _endpoints.Any(e => e.Does(account, AccessKind.Load) && Compares(e) && !e.Does(account, AccessKind.Change, AccessKind.Delete, AccessKind.Touch, AccessKind.State))
            && !_endpoints.Any(e => e.Does(account, AccessKind.SetRead) && !Compares(e) && e.Endpoint.Access != EndpointAccess.Restricted);
    }

    /// <summary>The owned record that a property refers to, as <c>OrderId</c> does to an order; null when it refers to none that is shown to its owner only.</summary>
    public string? OwnedParent(string entity, string property)
    {
        var plain = RecordNames.Plain(property);
        var parent = plain.EndsWith("id", StringComparison.Ordinal) && plain.Length > 3 ? plain.Substring(0, plain.Length - 2).TrimEnd('.') : "";
        return parent.Length > 0 && parent != entity && OwnerOf(parent) is not null && IsPrivate(parent, EndpointAccess.SignedIn) && _endpoints.Any(e => IsOwnRead(e, parent)) ? parent : null;
    }

    /// <summary>True when the program elsewhere lets only the owner change or remove such a record.</summary>
    public bool IsChangedByOwner(string entity) =>
        _endpoints.Any(e => e.Facts.Any(f => f.Kind == AccessKind.CallerCompare && f.Entity == entity && IsOwnerName(f)) && e.Does(entity, AccessKind.Delete, AccessKind.Change, AccessKind.State));

    /// <summary>True when the program shows lists of the kind to their owner only.</summary>
    public bool IsListedByOwner(string entity, string property) =>
        _endpoints.Any(e => IsOwnRead(e, entity) && e.Facts.Any(f => f.Kind == AccessKind.CallerCompare && f.Entity == entity && RecordNames.Plain(f.Property) == RecordNames.Plain(property)));

    /// <summary>True when the program puts the caller into the property of a new record.</summary>
    public bool IsFilledByCaller(string entity, string property) =>
        _endpoints.Any(e => e.Facts.Any(f => f.Kind == AccessKind.CallerFill && f.Entity == entity && RecordNames.Plain(f.Property) == RecordNames.Plain(property)));

    /// <summary>True when the property can say whose a record is.</summary>
    public bool IsOwnerName(AccessFact fact)
    {
        var plain = RecordNames.Plain(fact.Property);
        var last = plain.Substring(plain.LastIndexOf('.') + 1);
        var target = last.EndsWith("id", StringComparison.Ordinal) ? last.Substring(0, last.Length - 2) : last;
        return !RecordNames.IsKey(fact.Property, fact.Entity) && !IsMeasure(fact, last) && (IsPersonName(plain) || !_types[target].Any(t => !IsPersonType(target)));
    }

    // A customer's UserId links it to an account; that of a board's member does not make the member an account.
    private static bool IsAccountKey(AccessFact fact) =>
        AccountKeys.Contains(RecordNames.Plain(fact.Property)) || (Roles.Contains(fact.Entity) && LinkKeys.Contains(RecordNames.Plain(fact.Property)));

    // A time, an amount or a state says nothing about whose a record is, even where it is compared with something of the caller.
    private bool IsMeasure(AccessFact fact, string last) =>
        new[] { "time", "date", "status", "state", "count", "amount", "total", "type" }.Any(w => last.EndsWith(w, StringComparison.Ordinal))
        || _types[fact.Entity].SelectMany(t => t.GetMembers(fact.Property)).OfType<IPropertySymbol>()
            .Any(p => p.Type.SpecialType is SpecialType.System_DateTime or SpecialType.System_Boolean or SpecialType.System_Decimal || p.Type.TypeKind == TypeKind.Enum || p.Type.Name is "DateTimeOffset" or "DateOnly" or "TimeSpan");

    private bool IsOwnRead(WalkedEndpoint e, string entity) =>
        e.Facts.Any(f => f.Kind == AccessKind.CallerCompare && f.Entity == entity && IsOwnerName(f))
        && !e.Does(entity, AccessKind.Delete, AccessKind.Change, AccessKind.Touch, AccessKind.State, AccessKind.CallerFill, AccessKind.Claim);

    private bool IsPublicRead(WalkedEndpoint e, string entity, bool ofOneIsPrivate)
    {
        if (e.Endpoint.Access == EndpointAccess.Restricted || e.Facts.Any(IsGuard) || e.Facts.Any(f => f.Kind is AccessKind.Write or AccessKind.Delete or AccessKind.Change))
        {
            return false;
        }

        var byOwner = e.Facts.Any(f => f.Kind == AccessKind.ClientFilter && f.Entity == entity && IsOwnerName(f) && IsPersonName(f.Property));
        return (e.Does(entity, AccessKind.SetRead) && !byOwner) || (e.Endpoint.Access == EndpointAccess.Anonymous && !ofOneIsPrivate && e.Does(entity, AccessKind.Load));
    }

    private bool HasPublicFlag(string entity) =>
        _types[entity].Any(t => t.GetMembers().OfType<IPropertySymbol>().Any(p => PublicFlags.Contains(RecordNames.Plain(p.Name))));

    private static bool IsPersonName(string property)
    {
        var plain = RecordNames.Plain(property);
        return PersonWords.Any(w => plain.IndexOf(w, StringComparison.Ordinal) >= 0);
    }

    private bool IsPersonType(string entity) =>
        _types[entity].Any(t => IsIdentityUser(t) || t.GetMembers().OfType<IPropertySymbol>().Any(p => RecordNames.Plain(p.Name) is "email" or "username" or "passwordhash" or "password" or "emailaddress" or "identityid" or "identityguid" or "userid"))
        && IsPersonName(entity);

    private static bool IsIdentityUser(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.Name is "IdentityUser" or "MembershipUser")
            {
                return true;
            }
        }

        return false;
    }
}

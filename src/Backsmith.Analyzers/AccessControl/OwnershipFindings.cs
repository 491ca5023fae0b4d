using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>A place where a record is reached without its owner being compared with the caller.</summary>
internal sealed class OwnershipFinding(SyntaxNode at, SyntaxNode origin, string what, string remedy, bool isResolved)
{
    /// <summary>Where the endpoint does it.</summary>
    public SyntaxNode At { get; } = at;

    /// <summary>Where the record is taken.</summary>
    public SyntaxNode Origin { get; } = origin;

    /// <summary>What is wrong.</summary>
    public string What { get; } = what;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>False when names stood in for symbols.</summary>
    public bool IsResolved { get; } = isResolved;
}

/// <summary>Decides, for all endpoints of a program together, which of them miss an ownership check.</summary>
internal sealed class OwnershipFindings
{
    private readonly OwnerEvidence _evidence;
    private readonly HashSet<string> _filtered;

    private OwnershipFindings(SourceProgram program)
    {
        var endpoints = WalkedEndpoints.Of(program);
        _evidence = new OwnerEvidence(program, endpoints);
        _filtered = QueryFilters.In(program);
        All = _filtered.Contains("") ? [] : endpoints.SelectMany(Judge).GroupBy(f => f.At).Select(g => g.First()).ToList();
    }

    /// <summary>Every finding of the program.</summary>
    public IReadOnlyList<OwnershipFinding> All { get; }

    /// <summary>The findings of a program, made once.</summary>
    public static OwnershipFindings Of(SourceProgram program) => program.Part(static p => new OwnershipFindings(p));

    private IEnumerable<OwnershipFinding> Judge(WalkedEndpoint e)
    {
        if (e.Endpoint.Access == EndpointAccess.Restricted || e.Facts.Any(_evidence.IsGuard) || RequestProof.IsAskedBy(e.Endpoint))
        {
            return [];
        }

        var loads = e.Facts.Where(f => f.Kind is AccessKind.Load or AccessKind.Pick).OrderBy(f => f.Kind).GroupBy(f => f.Entity).Select(g => JudgeLoad(e, g.First()));
        var owners = e.Facts.Where(f => f.Kind is AccessKind.ClientFilter or AccessKind.ClientFill).Select(f => JudgeOwner(e, f));
        return loads.Concat(owners).OfType<OwnershipFinding>();
    }

    private OwnershipFinding? JudgeLoad(WalkedEndpoint e, AccessFact load)
    {
        var entity = load.Entity;
        if (_evidence.IsAccount(entity))
        {
            return JudgeAccount(e, load);
        }

        if (_filtered.Contains(entity) || _evidence.OwnerOf(entity) is not { } owner || e.Does(entity, AccessKind.Claim))
        {
            return null;
        }

        var verb = e.Does(entity, AccessKind.Delete) ? "delete" : e.Does(entity, AccessKind.Change) || (e.Does(entity, AccessKind.State) && e.Facts.Any(f => f.Kind == AccessKind.Write) && _evidence.IsChangedByOwner(entity)) ? "change"
            : null;
        if (verb is null)
        {
            if (load.Kind == AccessKind.Pick || !_evidence.IsPrivate(entity, e.Endpoint.Access) || e.Does(entity, AccessKind.CallerFill))
            {
                return null;
            }

            verb = e.Does(entity, AccessKind.Touch, AccessKind.State) && e.Facts.Any(f => f.Kind == AccessKind.Write) ? "change" : "read";
        }

        var name = _evidence.Display(entity);
        return new OwnershipFinding(load.At, load.Origin,
            $"{Who(e)} can {verb} any {name} by sending its key to '{e.Endpoint.Name}', because '{owner}', which says whose it is, is not compared with the caller",
            $"Take the {name} only when its '{owner}' is the caller's, and answer 404 otherwise", load.IsResolved);
    }

    // PUT /users/{id}: somebody else's account. To read one may be meant, unless another endpoint refuses just that.
    private OwnershipFinding? JudgeAccount(WalkedEndpoint e, AccessFact load)
    {
        var entity = load.Entity;
        var verb = e.Does(entity, AccessKind.Delete) ? "delete" : e.Does(entity, AccessKind.Change) ? "change" : _evidence.IsShownToItselfAlone(entity) ? "read" : null;
        if (verb is null || e.Endpoint.Access != EndpointAccess.SignedIn || e.Does(entity, AccessKind.CallerCompare, AccessKind.CallerFill))
        {
            return null;
        }

        var name = _evidence.Display(entity);
        return new OwnershipFinding(load.At, load.Origin,
            $"{Who(e)} can {verb} the {name} of anybody else by sending its key to '{e.Endpoint.Name}', because the key is not compared with the caller's own",
            "Take the key from the claims, or allow others' only to a role", load.IsResolved);
    }

    private OwnershipFinding? JudgeOwner(WalkedEndpoint e, AccessFact fact)
    {
        if (e.Endpoint.Access != EndpointAccess.SignedIn || _filtered.Contains(fact.Entity) || e.Facts.Any(f => f.Kind is AccessKind.CallerFill or AccessKind.Claim))
        {
            return null;
        }

        var isOwner = _evidence.OwnerOf(fact.Entity) is not null && _evidence.IsOwnerName(fact);
        return fact.Kind == AccessKind.ClientFilter
            ? (isOwner ? JudgeFilter(e, fact) : null) ?? JudgeParent(e, fact)
            : isOwner && _evidence.IsFilledByCaller(fact.Entity, fact.Property) && _evidence.OwnersOf(fact.Entity).Contains(fact.Property) ? JudgeFill(e, fact) : null;
    }

    private OwnershipFinding? JudgeFilter(WalkedEndpoint e, AccessFact fact) =>
        _evidence.IsListedByOwner(fact.Entity, fact.Property) && _evidence.IsPrivate(fact.Entity, e.Endpoint.Access)
            ? new OwnershipFinding(fact.At, fact.Origin,
                $"{Who(e)} can reach every {_evidence.Display(fact.Entity)} of anybody else, because '{e.Endpoint.Name}' filters '{fact.Property}' by a value of the request that is not compared with the caller",
                $"Filter '{fact.Property}' by the caller's own id from the claims", fact.IsResolved)
            : null;

    // GET /orders/{id}/lines: the lines belong to whom the order belongs to.
    private OwnershipFinding? JudgeParent(WalkedEndpoint e, AccessFact fact)
    {
        if (_evidence.OwnedParent(fact.Entity, fact.Property) is not { } parent || _filtered.Contains(parent))
        {
            return null;
        }

        var (name, holder) = (_evidence.Display(fact.Entity), _evidence.Display(parent));
        return new OwnershipFinding(fact.At, fact.Origin,
            $"{Who(e)} can reach the {name} records of any {holder} by sending its key to '{e.Endpoint.Name}', because '{_evidence.OwnerOf(parent)}' of the {holder}, which says whose they are, is not compared with the caller",
            $"Check first that the {holder} is the caller's, and answer 404 otherwise", fact.IsResolved);
    }

    private OwnershipFinding JudgeFill(WalkedEndpoint e, AccessFact fact) =>
        new(fact.At, fact.Origin,
            $"{Who(e)} can make a {_evidence.Display(fact.Entity)} in the name of anybody else, because '{e.Endpoint.Name}' sets '{fact.Property}' to a value of the request that is not compared with the caller",
            $"Set '{fact.Property}' to the caller's own id from the claims", fact.IsResolved);

    private static string Who(WalkedEndpoint e) => e.Endpoint.Access == EndpointAccess.Anonymous ? "Anybody, even without signing in," : "Any signed-in user";
}

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
        var walker = new AccessWalker(program);
        var endpoints = RequestEndpoint.In(program).Select(e => new WalkedEndpoint(e, walker.Walk(e))).ToList();
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

    private OwnershipFinding? JudgeOwner(WalkedEndpoint e, AccessFact fact)
    {
        var entity = fact.Entity;
        var isOwner = !_filtered.Contains(entity) && _evidence.OwnerOf(entity) is not null && _evidence.IsOwnerName(fact) && e.Endpoint.Access == EndpointAccess.SignedIn;
        if (!isOwner || e.Facts.Any(f => f.Kind is AccessKind.CallerFill or AccessKind.Claim))
        {
            return null;
        }

        var name = _evidence.Display(entity);
        if (fact.Kind == AccessKind.ClientFilter)
        {
            return _evidence.IsListedByOwner(entity, fact.Property) && _evidence.IsPrivate(entity, e.Endpoint.Access)
                ? new OwnershipFinding(fact.At, fact.Origin,
                    $"{Who(e)} can reach every {name} of anybody else, because '{e.Endpoint.Name}' filters '{fact.Property}' by a value of the request that is not compared with the caller",
                    $"Filter '{fact.Property}' by the caller's own id from the claims", fact.IsResolved)
                : null;
        }

        return _evidence.IsFilledByCaller(entity, fact.Property)
            ? new OwnershipFinding(fact.At, fact.Origin,
                $"{Who(e)} can make a {name} in the name of anybody else, because '{e.Endpoint.Name}' sets '{fact.Property}' to a value of the request that is not compared with the caller",
                $"Set '{fact.Property}' to the caller's own id from the claims", fact.IsResolved)
            : null;
    }

    private static string Who(WalkedEndpoint e) => e.Endpoint.Access == EndpointAccess.Anonymous ? "Anybody, even without signing in," : "Any signed-in user";
}

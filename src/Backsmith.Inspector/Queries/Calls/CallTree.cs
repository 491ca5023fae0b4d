using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>Draws who calls a member, or what it calls, as a tree: <see cref="CodeQuery.CallGraph"/>.</summary>
internal sealed class CallTree(LoadedCodeBase code, DeclarationIndex index, NameIndex names)
{
    /// <summary>Most nodes of one answer.</summary>
    public const int Most = 500;

    /// <summary>Deepest tree.</summary>
    public const int Deepest = 4;

    /// <summary>Most places that one node lists.</summary>
    private const int MostSites = 5;

    private sealed record Branch(CallUnit Unit, CallWay Way, bool? Registered, IReadOnlyList<SyntaxNode> Sites)
    {
        public List<Branch> Calls { get; } = [];

        public CallNodeState State { get; set; }
    }

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.CallGraph query, CancellationToken cancellationToken)
    {
        if (query.Depth is < 1 or > Deepest || query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered($"Ask for a depth of 1 to {Deepest} and for 1 to {Most} nodes, not for {query.Depth} and {query.Most}.", []);
        }

        var resolved = await new SymbolResolver(code, index).ResolveAsync(query.Symbol, cancellationToken);
        if (resolved.Refusal is not null || Unfit(resolved.Symbol, query.Direction) is not null)
        {
            return resolved.Refusal ?? Unfit(resolved.Symbol, query.Direction)!;
        }

        var programs = await CallPrograms.OfAsync(code, cancellationToken);
        CallEndpoint? EndpointOf(SyntaxNode node) => programs.First(node.SyntaxTree) is { } program ? EndpointRoutes.Of(program).Running(node) : null;
        bool IsEndpoint(SyntaxNode node) => EndpointOf(node) is not null;
        var (callers, callees) = (new CallerSearch(programs, names, IsEndpoint), new CalleeSearch(programs, IsEndpoint));
        var root = new Branch(CallUnit.Of(resolved.Symbol), CallWay.Direct, null, []);
        var more = Grow(root, query, unit => query.Direction == CallDirection.Callees ? callees.Of(unit, cancellationToken)
            : unit == root.Unit ? [.. resolved.Symbols.SelectMany(symbol => callers.Of(CallUnit.Of(symbol), cancellationToken))]
            : callers.Of(unit, cancellationToken));
        return new CodeAnswer.CallGraph(Describe(root, EndpointOf), more);
    }

    /// <summary>Level by level, so that what is near comes before what is deep. Returns how many calls were found and left out.</summary>
    private static int Grow(Branch root, CodeQuery.CallGraph query, Func<CallUnit, IReadOnlyList<CallEdge>> next)
    {
        var (seen, count, more) = (new HashSet<string> { root.Unit.Key }, 1, 0);
        List<Branch> level = [root];
        for (var depth = 0; depth < query.Depth && level.Count > 0; depth++)
        {
            var deeper = new List<Branch>();
            foreach (var branch in level)
            {
                var groups = next(branch.Unit).GroupBy(edge => edge.Unit.Key).OrderBy(group => group.First().Unit.Node is null).ToList();
                foreach (var group in groups)
                {
                    if (count >= query.Most)
                    {
                        more += groups.Count - branch.Calls.Count;
                        branch.State = CallNodeState.Cut;
                        break;
                    }

                    var first = group.First();
                    var call = new Branch(first.Unit, first.Way, first.Registered, [.. group.Select(edge => edge.Site)]);
                    call.State = first.Unit.Node is null ? CallNodeState.External : seen.Add(group.Key) ? CallNodeState.Whole : CallNodeState.Repeated;
                    branch.Calls.Add(call);
                    count++;
                    deeper.AddRange(call.State == CallNodeState.Whole ? [call] : []);
                }
            }

            level = deeper;
        }

        level.ForEach(branch => branch.State = CallNodeState.Cut);
        return more;
    }

    private CallNode Describe(Branch branch, Func<SyntaxNode, CallEndpoint?> endpointOf)
    {
        var path = branch.Unit.Node is { } node ? code.Relative(node.SyntaxTree.FilePath) : null;
        var endpoint = branch.Unit.Node is { } running ? endpointOf(running) : null;
        return new CallNode(
            branch.Unit.Symbol is null && endpoint is not null ? endpoint.Route : branch.Unit.Name(path), path, branch.Unit.Line, endpoint, branch.Way, branch.Registered,
            [.. branch.Sites.Take(MostSites).Select(Site)], Math.Max(0, branch.Sites.Count - MostSites), branch.State, [.. branch.Calls.Select(call => Describe(call, endpointOf))]);
    }

    private CallSite Site(SyntaxNode node)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        return new CallSite(code.Relative(node.SyntaxTree.FilePath) ?? node.SyntaxTree.FilePath, line + 1, LineTokens.Shown(node.SyntaxTree.GetText().Lines[line].ToString()));
    }

    private static CodeAnswer.Unanswered? Unfit(ISymbol symbol, CallDirection direction) => symbol switch
    {
        INamedTypeSymbol type => new CodeAnswer.Unanswered(
            $"{SymbolText.FullName(type)} is a type; ask for one of its members, or for its references.",
            [.. type.GetMembers().Where(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor, IsImplicitlyDeclared: false }).Select(SymbolText.FullName).Take(NearestNames.Most)]),
        IMethodSymbol or IPropertySymbol or IEventSymbol => direction == CallDirection.Callees && SymbolText.SourceOf(symbol) is null
            ? new CodeAnswer.Unanswered($"{SymbolText.FullName(symbol)} is not in source: what it calls is unknown.", []) : null,
        _ => new CodeAnswer.Unanswered($"'{symbol.Name}' is no member that runs; ask for its references.", []),
    };
}

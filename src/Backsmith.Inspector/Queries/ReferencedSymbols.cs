using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using SymbolKind = Microsoft.CodeAnalysis.SymbolKind;

namespace Backsmith.Inspector.Queries;

/// <summary>What referenced assemblies have of a name.</summary>
/// <param name="Found">The declarations that fit, nearest first.</param>
/// <param name="More">How many more there are.</param>
/// <param name="Near">Names to choose the nearest from when nothing fits, with how to show them.</param>
internal sealed record ReferencedNames(IReadOnlyList<CodeSymbol> Found, int More, IReadOnlyList<(string Name, string Shown)> Near);

/// <summary>Finds public types, their members, inherited ones included, and extension methods in the assemblies that the projects refer to.</summary>
internal sealed class ReferencedSymbols(LoadedCodeBase code, ReferenceIndex index, NamePattern pattern)
{
    /// <summary>Most members of one type in an answer.</summary>
    public const int MostMembers = 80;

    /// <summary>Most types whose members are looked through.</summary>
    private const int MostReceivers = 20;

    private readonly List<(int Rank, ISymbol Symbol)> _found = [];
    private readonly List<(string Name, string Shown)> _near = [];

    /// <summary>Looks through the references of every project, the same ones once.</summary>
    /// <param name="kinds">Only these; null or empty for all.</param>
    /// <param name="most">Most declarations.</param>
    /// <param name="receivers">Types in source that fit what contains the last name: what they inherit counts.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<ReferencedNames> FindAsync(IReadOnlyList<CodeSymbolKind>? kinds, int most, IReadOnlyList<(ProjectId Project, SyntaxNode Node)> receivers, CancellationToken cancellationToken)
    {
        var fitting = (await HitsAsync(receivers, cancellationToken)).Where(item => kinds is not { Count: > 0 } || kinds.Contains(SymbolText.KindOf(item.Symbol))).ToList();
        return new ReferencedNames([.. fitting.Take(Math.Max(0, most)).Select(item => Describe(item.Symbol, item.Rank <= 1 && pattern.IsPlain))], Math.Max(0, fitting.Count - Math.Max(0, most)), _near);
    }

    /// <summary>The symbols that fit, nearest first, each once.</summary>
    public async Task<IReadOnlyList<(int Rank, ISymbol Symbol)>> HitsAsync(IReadOnlyList<(ProjectId Project, SyntaxNode Node)> receivers, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in code.Solution.Projects.OrderByDescending(project => project.MetadataReferences.Count))
        {
            var references = project.MetadataReferences.OfType<PortableExecutableReference>().Where(reference => reference.FilePath is not null).ToList();
            var inSource = receivers.Where(receiver => receiver.Project == project.Id).ToList();
            var fresh = references.Count(reference => seen.Add(reference.FilePath!));
            if ((fresh > 0 || inSource.Count > 0) && await project.GetCompilationAsync(cancellationToken) is { } compilation)
            {
                In(compilation, references, inSource.Select(receiver => compilation.GetSemanticModel(receiver.Node.SyntaxTree).GetDeclaredSymbol(receiver.Node, cancellationToken)).OfType<INamedTypeSymbol>());
            }
        }

        return [.. _found
            .OrderBy(item => item.Rank).ThenBy(item => item.Symbol.Kind == SymbolKind.NamedType ? 0 : 1).ThenBy(item => item.Symbol.ToDisplayString(), StringComparer.Ordinal)
            .DistinctBy(item => (item.Symbol.ToDisplayString(), item.Symbol.ContainingAssembly.Name))];
    }

    /// <summary>A symbol of a referenced assembly.</summary>
    public static CodeSymbol Describe(ISymbol symbol, bool withMembers)
    {
        var members = withMembers && symbol is INamedTypeSymbol type ? SymbolText.PublicMembers(type).ToList() : [];
        var identity = symbol.ContainingAssembly.Identity;
        return new CodeSymbol(
            SymbolText.KindOf(symbol), SymbolText.FullName(symbol), SymbolText.Signature(symbol), null, null, DocumentationSummary.Of(symbol), $"{identity.Name} {identity.Version}",
            [.. members.Take(MostMembers).Select(SymbolText.Signature)], Math.Max(0, members.Count - MostMembers));
    }

    private void In(Compilation compilation, IEnumerable<PortableExecutableReference> references, IEnumerable<INamedTypeSymbol> inSource)
    {
        var container = pattern.Container;
        var (receivers, extending) = (inSource.ToList(), new List<INamedTypeSymbol>());
        foreach (var reference in references)
        {
            if (compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly)
            {
                continue;
            }

            foreach (var type in index.Of(reference))
            {
                _near.Add((type.Name, type.Name));
                var rank = pattern.Rank(type.Name, type.Containers);
                var isReceiver = container?.Rank(type.Name, type.Containers) is not null;
                var mayExtend = type.StaticMethods.Any(pattern.FitsLast);
                if ((rank is not null || isReceiver || mayExtend) && assembly.GetTypeByMetadataName(type.MetadataName) is { } symbol)
                {
                    _found.AddRange(rank is { } fits ? [(fits, symbol)] : []);
                    receivers.AddRange(isReceiver && receivers.Count < MostReceivers ? [symbol] : []);
                    extending.AddRange(mayExtend ? [symbol] : []);
                }
            }
        }

        Members(receivers);
        Extensions(extending, receivers);
    }

    private void Members(List<INamedTypeSymbol> receivers)
    {
        foreach (var (receiver, member) in receivers.SelectMany(receiver => Lineage(receiver).SelectMany(SymbolText.PublicMembers).Where(member => !member.Locations.Any(location => location.IsInSource)).Select(member => (receiver, member))))
        {
            _near.Add((member.Name, SymbolText.FullName(member)));
            if (pattern.RankLast(member.Name) is { } rank)
            {
                _found.Add((rank + (SymbolEqualityComparer.Default.Equals(member.ContainingType, receiver) ? 0 : 1), member));
            }
        }
    }

    /// <summary>Extension methods by their name alone, or those that can be called on one of the types asked for.</summary>
    private void Extensions(List<INamedTypeSymbol> extending, List<INamedTypeSymbol> receivers) =>
        _found.AddRange(extending.SelectMany(SymbolText.PublicMembers).OfType<IMethodSymbol>()
            .Where(method => method.IsExtensionMethod && pattern.FitsLast(method.Name))
            .Where(method => pattern.Container is null || receivers.Exists(receiver => method.ReduceExtensionMethod(receiver) is not null))
            .Select(method => (pattern.RankLast(method.Name)!.Value, (ISymbol)method)));

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type) => [.. TypeLineage.Of(type), .. type.TypeKind == TypeKind.Interface ? type.AllInterfaces : []];
}

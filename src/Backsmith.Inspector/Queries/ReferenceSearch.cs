using Backsmith.Analyzers.Programs;
using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Backsmith.Inspector.Queries;

/// <summary>Finds the uses of a symbol: <see cref="CodeQuery.References"/>.</summary>
internal sealed class ReferenceSearch(LoadedCodeBase code, DeclarationIndex index)
{
    /// <summary>Most places of one answer.</summary>
    public const int Most = 1_000;

    private sealed record Place(string Path, SyntaxNode Node, ReferenceUse Use);

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.References query, CancellationToken cancellationToken)
    {
        if (query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered($"Ask for 1 to {Most} places, not for {query.Most}.", []);
        }

        var resolved = await new SymbolResolver(code, index).ResolveAsync(query.Symbol, cancellationToken);
        if (resolved.Refusal is { } refusal)
        {
            return refusal;
        }

        var places = new List<Place>();
        foreach (var symbol in resolved.Symbols)
        {
            places.AddRange(await UsesAsync(symbol, cancellationToken));
            places.AddRange(await FulfilmentsAsync(symbol, cancellationToken));
        }

        var ordered = places.DistinctBy(place => (place.Path, place.Node.SpanStart))
            .OrderBy(place => place.Path, StringComparer.Ordinal).ThenBy(place => place.Node.SpanStart).ToList();
        var shown = ordered.Take(query.Most);
        return new CodeAnswer.References(SymbolDescription.Of(resolved.Symbol, code), [.. shown.GroupBy(place => place.Path).Select(File)], Math.Max(0, ordered.Count - query.Most));
    }

    private static ReferencingFile File(IGrouping<string, Place> places) => new(
        places.Key,
        [.. places.GroupBy(place => MemberAround(place.Node)).Select(member => new ReferencingMember(member.Key is null ? "" : SignatureText.FullName(member.Key), [.. member.Select(Reference)]))]);

    private static CodeReference Reference(Place place)
    {
        var at = place.Node.GetLocation().GetLineSpan().StartLinePosition;
        return new CodeReference(at.Line + 1, at.Character + 1, place.Use, LineTokens.Shown(place.Node.SyntaxTree.GetText().Lines[at.Line].ToString()));
    }

    /// <summary>The member or type around a node; null outside of any.</summary>
    public static SyntaxNode? MemberAround(SyntaxNode node)
    {
        var member = (node.FirstAncestorOrSelf<StructuredTriviaSyntax>()?.ParentTrivia.Token.Parent ?? node)
            .FirstAncestorOrSelf<MemberDeclarationSyntax>(candidate => candidate is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax));
        return member is BaseFieldDeclarationSyntax field ? field.Declaration.Variables.FirstOrDefault(variable => variable.Span.Contains(node.Span)) ?? field.Declaration.Variables[0] : member;
    }

    private async Task<IEnumerable<Place>> UsesAsync(ISymbol symbol, CancellationToken cancellationToken)
    {
        var places = new List<Place>();
        foreach (var reference in (await SymbolFinder.FindReferencesAsync(symbol, code.Solution, cancellationToken)).Where(reference => !IsSibling(reference.Definition, symbol)))
        {
            foreach (var location in reference.Locations.Where(location => location.Location.IsInSource))
            {
                if (code.Written(location.Location.SourceTree!.FilePath) is { } path)
                {
                    var root = await location.Location.SourceTree!.GetRootAsync(cancellationToken);
                    var node = root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                    places.Add(new Place(path, node, ReferenceUses.Of(node, reference.Definition)));
                }
            }
        }

        return places;
    }

    /// <summary>Where members implement or override the symbol, and where local ones that are declared apart from their bodies stand.</summary>
    private async Task<IEnumerable<Place>> FulfilmentsAsync(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol or IEventSymbol))
        {
            return [];
        }

        var implementing = symbol.ContainingType?.TypeKind == TypeKind.Interface ? await SymbolFinder.FindImplementationsAsync(symbol, code.Solution, cancellationToken: cancellationToken) : [];
        var overriding = symbol.IsAbstract || symbol.IsVirtual || symbol.IsOverride ? await SymbolFinder.FindOverridesAsync(symbol, code.Solution, cancellationToken: cancellationToken) : [];
        return implementing.Select(found => (Symbol: found, Use: ReferenceUse.Implement)).Concat(overriding.Select(found => (Symbol: found, Use: ReferenceUse.Override)))
            .SelectMany(found => found.Symbol.DeclaringSyntaxReferences.Select(reference => (Node: reference.GetSyntax(cancellationToken), found.Use)))
            .Select(found => code.Written(found.Node.SyntaxTree.FilePath) is { } path ? new Place(path, found.Node, found.Use) : null).OfType<Place>();
    }

    /// <summary>Whether another class has it for the same interface or base member: its own calls are none of the symbol asked for.</summary>
    private static bool IsSibling(ISymbol definition, ISymbol symbol) =>
        definition is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol or IEventSymbol
        && symbol.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } own && definition.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } other
        && !Inherits(own, other) && !Inherits(other, own);

    private static bool Inherits(INamedTypeSymbol type, INamedTypeSymbol from) => TypeLineage.Of(type).Any(above => SameSymbol.Comparer.Equals(above.OriginalDefinition, from.OriginalDefinition));
}

using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Backsmith.Inspector.Queries;

/// <summary>Finds the symbol that a question names, by its place or by its name.</summary>
internal sealed class SymbolResolver(LoadedCodeBase code, DeclarationIndex index)
{
    public async Task<ResolvedSymbol> ResolveAsync(SymbolName name, CancellationToken cancellationToken)
    {
        var pattern = new NamePattern(name.Name);
        if (pattern.IsEmpty || !pattern.IsPlain)
        {
            return ResolvedSymbol.None(pattern.IsEmpty ? "The name of the symbol is empty." : $"'{name.Name}' is a pattern; search for symbols with it, then ask with a full name.", []);
        }

        return name switch
        {
            { Path: { } path, Line: { } line } => await AtAsync(path, line, pattern, cancellationToken),
            { Path: null, Line: not null } => ResolvedSymbol.None("A line says nothing without the path of its file.", []),
            _ => await NamedAsync(name, pattern, cancellationToken),
        };
    }

    private async Task<ResolvedSymbol> AtAsync(string path, int line, NamePattern pattern, CancellationToken cancellationToken)
    {
        var files = new QueriedFiles(code);
        if (files.Find(path) is not { } document)
        {
            return new ResolvedSymbol([], files.Missing(path));
        }

        if (await LineTokens.InAsync(document, line, cancellationToken) is not { } tokens)
        {
            return new ResolvedSymbol([], await QueriedFiles.BeyondAsync(document, path, line, cancellationToken));
        }

        var model = (await document.GetSemanticModelAsync(cancellationToken))!;
        var named = tokens.Where(token => token.ValueText == pattern.Last).ToList();
        var symbols = named.Select(token => SymbolAt(model, token, cancellationToken)).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default).ToList();
        return symbols.Count switch
        {
            1 => ResolvedSymbol.Of(symbols[0]!),
            > 1 => ResolvedSymbol.None($"Several symbols are called '{pattern.Last}' on line {line} of {path}; ask with the full name.", symbols.Select(symbol => SymbolText.FullName(symbol!))),
            _ when named.Count > 0 => ResolvedSymbol.None($"The compiler cannot bind '{pattern.Last}' on line {line} of {path}.", []),
            _ => ResolvedSymbol.None($"'{pattern.Last}' does not stand on line {line} of {path}.", await LineTokens.NearAsync(document, line, pattern.Last, cancellationToken)),
        };
    }

    /// <summary>What a token declares or names.</summary>
    public static ISymbol? SymbolAt(SemanticModel model, SyntaxToken token, CancellationToken cancellationToken)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node, cancellationToken) is { } declared && declared.Kind != SymbolKind.Namespace)
        {
            return declared;
        }

        for (var at = node; at is not null && at.Span.Contains(token.Span) && at.FullSpan.Length < 4_000; at = at.Parent)
        {
            var info = model.GetSymbolInfo(at, cancellationToken);
            if ((info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null)) is { } symbol)
            {
                return symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : symbol.OriginalDefinition;
            }

            if (at is not Microsoft.CodeAnalysis.CSharp.Syntax.NameSyntax and not Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax)
            {
                break;
            }
        }

        return null;
    }

    private async Task<ResolvedSymbol> NamedAsync(SymbolName name, NamePattern pattern, CancellationToken cancellationToken)
    {
        var all = await index.AllAsync(code, cancellationToken);
        var fitting = all.Where(item => name.Path is null || item.Path == name.Path)
            .Select(item => (Item: item, Rank: pattern.Rank(item.Declaration.Name, item.Declaration.Containers)))
            .Where(item => item.Rank <= 1)
            .ToList();
        var best = fitting.Where(item => item.Rank == fitting.Min(other => other.Rank)).Select(item => item.Item).ToList();
        var chosen = best.Count > 1 ? Narrowed(best, name.Name) : best;
        var symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (_, document, declaration) in chosen)
        {
            var model = (await document.GetSemanticModelAsync(cancellationToken))!;
            symbols.UnionWith(model.GetDeclaredSymbol(declaration.Node, cancellationToken) is { } symbol ? [symbol] : []);
        }

        return symbols.Count switch
        {
            1 => ResolvedSymbol.Of(symbols.Single()),
            > 1 => ResolvedSymbol.None($"Several symbols are called '{name.Name}'; ask with the full name, or with the path and line of a place where the one meant stands.", chosen.Select(item => Shown(item, chosen))),
            _ when name.Path is not null => ResolvedSymbol.None($"{name.Path} declares nothing called '{name.Name}'.", NearestNames.Of(pattern.Last, all.Where(item => item.Path == name.Path).Select(item => (item.Declaration.Name, item.Declaration.FullName)))),
            _ => await ReferencedAsync(name, pattern, all.Select(item => (item.Declaration.Name, item.Declaration.FullName)), cancellationToken),
        };
    }

    /// <summary>Those whose full name ends with the name to the letter, parameters included; constructors give way to the type they belong to; else all.</summary>
    private static List<(string Path, Document Document, Declaration Declaration)> Narrowed(List<(string Path, Document Document, Declaration Declaration)> fitting, string name)
    {
        var wanted = Tight(name);
        var same = fitting.Where(item => Tight(item.Declaration.FullName) is var full && (full == wanted || full.EndsWith("." + wanted, StringComparison.Ordinal))).ToList();
        var whole = same.Where(item => Tight(item.Declaration.FullName) == wanted).ToList();
        var narrowed = whole.Count > 0 ? whole : same.Count > 0 ? same : fitting;
        var types = narrowed.Where(item => item.Declaration.Kind != CodeSymbolKind.Constructor).ToList();
        return types.Count > 0 ? types : narrowed;
    }

    private static string Shown((string Path, Document Document, Declaration Declaration) item, List<(string Path, Document Document, Declaration Declaration)> all) =>
        all.Count(other => other.Declaration.FullName == item.Declaration.FullName) == 1 ? item.Declaration.FullName : $"{item.Declaration.FullName} at {item.Path}:{item.Declaration.Lines.First}";

    private async Task<ResolvedSymbol> ReferencedAsync(SymbolName name, NamePattern pattern, IEnumerable<(string Name, string Shown)> source, CancellationToken cancellationToken)
    {
        var hits = (await new ReferencedSymbols(code, index.References, pattern).HitsAsync([], cancellationToken)).Where(hit => hit.Rank <= 1).Select(hit => hit.Symbol).ToList();
        var exact = hits.Where(symbol => Tight(SymbolText.FullName(symbol)) is var full && (full == Tight(name.Name) || full.EndsWith("." + Tight(name.Name), StringComparison.Ordinal))).ToList();
        var chosen = exact.Count > 0 ? exact : hits;
        var owners = chosen.Select(symbol => symbol.ContainingSymbol.ToDisplayString() + "." + symbol.Name).Distinct().ToList();
        return owners.Count switch
        {
            1 => ResolvedSymbol.Of(chosen),
            > 1 => ResolvedSymbol.None($"Several symbols of referenced assemblies are called '{name.Name}'; ask with the full name.", chosen.Select(SymbolText.FullName)),
            _ => ResolvedSymbol.None($"Neither source nor referenced assemblies have anything called '{name.Name}'.", NearestNames.Of(pattern.Last, source)),
        };
    }

    private static string Tight(string name) => name.Replace(" ", "", StringComparison.Ordinal);
}

using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries;

/// <summary>Finds declarations by name: <see cref="CodeQuery.Symbols"/>.</summary>
internal sealed class SymbolSearch(LoadedCodeBase code, DeclarationIndex index)
{
    /// <summary>Most declarations of one answer.</summary>
    public const int Most = 500;

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.Symbols query, CancellationToken cancellationToken)
    {
        var pattern = new NamePattern(query.Pattern);
        if (pattern.IsEmpty || query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered(pattern.IsEmpty ? "The pattern is empty." : $"Ask for 1 to {Most} symbols, not for {query.Most}.", []);
        }

        var all = await index.AllAsync(code, cancellationToken);
        var fitting = all.Where(item => IsOf(query.Kinds, item.Declaration.Kind))
            .Select(item => (Item: item, Rank: pattern.Rank(item.Declaration.Name, item.Declaration.Containers)))
            .Where(item => item.Rank is not null)
            .OrderBy(item => item.Rank).ThenBy(item => item.Item.Declaration.Depth).ThenBy(item => item.Item.Path, StringComparer.Ordinal).ThenBy(item => item.Item.Declaration.Node.SpanStart)
            .Select(item => item.Item)
            .ToList();
        var found = fitting.Take(query.Most).Select(item => Describe(item.Path, item.Declaration)).ToList();
        var more = fitting.Count - found.Count;
        IEnumerable<(string Name, string Shown)> near = all.Where(item => IsOf(query.Kinds, item.Declaration.Kind)).Select(item => (item.Declaration.Name, item.Declaration.FullName));
        if (query.Referenced)
        {
            var receivers = all.Where(item => item.Declaration.Node is TypeDeclarationSyntax && pattern.Container?.Rank(item.Declaration.Name, item.Declaration.Containers) is not null);
            var referenced = await new ReferencedSymbols(code, index.References, pattern).FindAsync(query.Kinds, query.Most - found.Count, [.. receivers.Select(item => (item.Document.Project.Id, item.Declaration.Node))], cancellationToken);
            found.AddRange(referenced.Found);
            more += referenced.More;
            near = near.Concat(referenced.Near);
        }

        return found.Count > 0 || more > 0 ? new CodeAnswer.Symbols(found, more) : new CodeAnswer.Unanswered(Nothing(query), NearestNames.Of(pattern.Last, near));
    }

    /// <summary>A declaration in source.</summary>
    public static CodeSymbol Describe(string path, Declaration declaration) => new(
        declaration.Kind, declaration.FullName, SignatureText.Of(declaration.Node), path, declaration.Lines, DocumentationSummary.Of(declaration.Node), null, [], 0);

    private static string Nothing(CodeQuery.Symbols query) =>
        $"Nothing in {(query.Referenced ? "source and referenced packages" : "source")} has a name like '{query.Pattern}'{(query.Kinds is { Count: > 0 } kinds ? $" and is of kind {string.Join(" or ", kinds).ToLowerInvariant()}" : "")}.";

    private static bool IsOf(IReadOnlyList<CodeSymbolKind>? kinds, CodeSymbolKind kind) => kinds is not { Count: > 0 } || kinds.Contains(kind);
}

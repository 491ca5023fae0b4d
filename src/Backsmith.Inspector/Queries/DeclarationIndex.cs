using System.Runtime.CompilerServices;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>The declarations of every file, read once for as long as the file stays as it is.</summary>
internal sealed class DeclarationIndex
{
    /// <summary>The same for what is not in source.</summary>
    public ReferenceIndex References { get; } = new();

    private readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<Declaration>> _byTree = new();

    /// <summary>The declarations of a file.</summary>
    public async Task<IReadOnlyList<Declaration>> OfAsync(Document document, CancellationToken cancellationToken)
    {
        var tree = (await document.GetSyntaxTreeAsync(cancellationToken))!;
        if (!_byTree.TryGetValue(tree, out var known))
        {
            known = [.. DeclarationReader.In(await tree.GetRootAsync(cancellationToken))];
            _byTree.AddOrUpdate(tree, known);
        }

        return known;
    }

    /// <summary>The declarations of all files that people write, each file once, with its path relative to the root.</summary>
    public async Task<IReadOnlyList<(string Path, Document Document, Declaration Declaration)>> AllAsync(LoadedCodeBase code, CancellationToken cancellationToken)
    {
        var all = new List<(string, Document, Declaration)>();
        foreach (var document in Written(code))
        {
            var path = code.Relative(document.FilePath)!;
            all.AddRange((await OfAsync(document, cancellationToken)).Select(declaration => (path, document, declaration)));
        }

        return all;
    }

    /// <summary>The files of a code base that lie in the repository, each once, without what builds write.</summary>
    public static IEnumerable<Document> Written(LoadedCodeBase code) => code.Solution.Projects.SelectMany(project => project.Documents)
        .Where(document => code.Written(document.FilePath) is not null)
        .DistinctBy(document => document.FilePath);
}

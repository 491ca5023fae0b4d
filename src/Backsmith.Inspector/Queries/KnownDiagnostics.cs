using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>Diagnostics of compilations, kept as long as these stand: what nobody edited is not bound twice.</summary>
internal sealed class KnownDiagnostics
{
    private readonly ConditionalWeakTable<Compilation, object> _whole = new();
    private readonly ConditionalWeakTable<SemanticModel, object> _files = new();
    private readonly ConditionalWeakTable<Compilation, ProjectReview> _reviews = new();

    /// <summary>Everything the compiler says of a project.</summary>
    public ImmutableArray<Diagnostic> Of(Compilation compilation, CancellationToken cancellationToken) =>
        Known(_whole, compilation, () => compilation.GetDiagnostics(cancellationToken));

    /// <summary>What the compiler says of one file.</summary>
    public ImmutableArray<Diagnostic> Of(SemanticModel model, CancellationToken cancellationToken) =>
        Known(_files, model, () => model.GetDiagnostics(cancellationToken: cancellationToken));

    /// <summary>What the rules say of a project.</summary>
    public async Task<ProjectReview> ReviewAsync(Compilation compilation, Func<Task<ProjectReview>> review)
    {
        if (!_reviews.TryGetValue(compilation, out var known))
        {
            _reviews.AddOrUpdate(compilation, known = await review());
        }

        return known;
    }

    private static ImmutableArray<Diagnostic> Known<T>(ConditionalWeakTable<T, object> table, T key, Func<ImmutableArray<Diagnostic>> make) where T : class
    {
        if (!table.TryGetValue(key, out var known))
        {
            table.AddOrUpdate(key, known = make());
        }

        return (ImmutableArray<Diagnostic>)known;
    }
}

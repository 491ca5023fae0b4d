using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Web;

/// <summary>A body that an endpoint runs, its own or one that it calls.</summary>
internal sealed class ReachedCode(SyntaxNode body, SemanticModel model, SyntaxNode? entry)
{
    private const int Deepest = 6;
    private const int Most = 150;

    /// <summary>The block or expression.</summary>
    public SyntaxNode Body { get; } = body;

    /// <summary>The model of its tree.</summary>
    public SemanticModel Model { get; } = model;

    /// <summary>The call in the endpoint's own body that leads here; null for that body itself.</summary>
    public SyntaxNode? Entry { get; } = entry;

    /// <summary>Every body that an endpoint can run, nearest first: at most six calls deep and 150 bodies.</summary>
    public static IReadOnlyList<ReachedCode> From(SourceProgram program, RequestEndpoint endpoint) => program.Part(static _ => new Known()).Of(program, endpoint);

    private static IReadOnlyList<ReachedCode> Walk(SourceProgram program, SyntaxNode start)
    {
        if (program.ModelOf(start.SyntaxTree) is not { } own)
        {
            return [];
        }

        var found = new List<ReachedCode> { new(start, own, null) };
        var seen = new HashSet<SyntaxNode> { start };
        for (var (next, depth, end) = (0, 0, 1); next < found.Count && depth < Deepest; next++)
        {
            foreach (var call in found[next].Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
            {
                foreach (var target in program.Targets(call, found[next].Model))
                {
                    if (found.Count < Most && MethodBodies.BodyOf(target) is { } body && seen.Add(body) && program.ModelOf(body.SyntaxTree) is { } model)
                    {
                        found.Add(new ReachedCode(body, model, found[next].Entry ?? call));
                    }
                }
            }

            (depth, end) = next + 1 == end ? (depth + 1, found.Count) : (depth, end);
        }

        return found;
    }

    private sealed class Known
    {
        private readonly ConcurrentDictionary<SyntaxNode, IReadOnlyList<ReachedCode>> _bodies = new();

        internal IReadOnlyList<ReachedCode> Of(SourceProgram program, RequestEndpoint endpoint) => _bodies.GetOrAdd(endpoint.Body, b => Walk(program, b));
    }
}

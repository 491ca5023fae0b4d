using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>A query that runs once for each element of a loop.</summary>
internal sealed class QueryPerElement(ExpressionSyntax place, StoreQuery query, int targets, string? navigation = null)
{
    /// <summary>The query, or the call in the loop that leads to it.</summary>
    public ExpressionSyntax Place { get; } = place;

    /// <summary>The query.</summary>
    public StoreQuery Query { get; } = query;

    /// <summary>How many methods the call can run; 0 for a query that stands in the loop itself.</summary>
    public int Targets { get; } = targets;

    /// <summary>The navigation whose lazy load it is; null for a query that is written out.</summary>
    public string? Navigation { get; } = navigation;
}

/// <summary>
/// Finds the queries of a loop that ask for something of the element, in the loop and behind the calls that the element is handed
/// to. A call that also writes is a piece of work for each element, and is left alone.
/// </summary>
internal sealed class QueriesPerElement(SourceProgram program)
{
    private const int DeepestCall = 4;
    private const StoreEffect OwnWork = StoreEffect.Saves | StoreEffect.Inserts | StoreEffect.Updates | StoreEffect.OwnsUnitOfWork;

    private readonly ConcurrentDictionary<(ISymbol, long, int), StoreQuery?> _methods = new();

    /// <summary>The finder of a program.</summary>
    public static QueriesPerElement Of(SourceProgram program) => program.Part(static p => new QueriesPerElement(p));

    /// <summary>The queries of a loop, outer calls before the calls in their arguments left out.</summary>
    public IEnumerable<QueryPerElement> In(ElementLoop loop, SemanticModel model)
    {
        if (loop.Code is IdentifierNameSyntax or MemberAccessExpressionSyntax && loop.Code is ExpressionSyntax group && model.GetSymbolInfo(group).Symbol is IMethodSymbol { Parameters.Length: > 0 } method)
        {
            var targets = CallGraph.TargetsOf(program, method.OriginalDefinition);
            var found = targets.Select(t => InMethod(t, 1L, 1)).OfType<StoreQuery>().ToList();
            return found.Count > 0 && found.Count * 2 >= targets.Count ? [new QueryPerElement(group, found[0], targets.Count)] : [];
        }

        var names = CarriedNames.Of(loop.Code, model, loop.Element);
        var all = Candidates(loop, model).Distinct().Where(names.In).Select(e => Read(e, loop, names, model)).OfType<QueryPerElement>().ToList();
        return all.Where(q => !all.Any(o => o != q && (IsInside(o.Place, q.Place) ? !IsReceiver(o.Place, q.Place) : IsReceiver(q.Place, o.Place)))).Concat(LazyLoads.Of(program).In(loop, model));
    }

    private static bool IsInside(SyntaxNode inner, SyntaxNode outer) => inner != outer && outer.Span.Contains(inner.Span);

    // What the query is built on is the query's own.
    private static bool IsReceiver(SyntaxNode inner, ExpressionSyntax outer) => outer is InvocationExpressionSyntax call && IsInside(inner, outer) && call.Expression.Span.Contains(inner.Span);

    private IEnumerable<ExpressionSyntax> Candidates(ElementLoop loop, SemanticModel model)
    {
        var reader = StoreReader.Of(program);
        foreach (var node in loop.Code.DescendantNodesAndSelf(n => n == loop.Code || n is not (ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax) || ElementLoop.Of(n, reader, model) is null))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when !Remembered.In(call, loop.Code, model):
                    yield return call;
                    break;
                case ForEachStatementSyntax inner:
                    foreach (var call in inner.Expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(e => e == inner.Expression || e is InvocationExpressionSyntax))
                    {
                        yield return call;
                    }

                    break;
            }
        }
    }

    private QueryPerElement? Read(ExpressionSyntax expression, ElementLoop loop, CarriedNames names, SemanticModel model)
    {
        if (Direct(expression, model) is { } query)
        {
            return Batches.Holds(query, loop.Element, model) || Batches.IsTracked(query, model) ? null : new QueryPerElement(expression, query, 0);
        }

        return expression is InvocationExpressionSyntax call && Behind(call, names, model, 0, out var targets) is { } behind ? new QueryPerElement(call, behind, targets) : null;
    }

    private StoreQuery? Direct(ExpressionSyntax expression, SemanticModel model)
    {
        if (expression is InvocationExpressionSyntax call && IsExplicitLoad(call, model))
        {
            return new StoreQuery(call, null, [], QueryResult.Set, true);
        }

        var isIterated = expression.Parent is ForEachStatementSyntax;
        return StoreReader.Of(program).Read(expression, model) is { Via: null, Result: not QueryResult.Write } query && (query.Executes || (isIterated && !query.IsFromParameter))
            && query.Sql is not { IsWrite: true } && !ElementLoop.IsTranslated(expression, model) ? query : null;
    }

    private static bool IsExplicitLoad(InvocationExpressionSyntax call, SemanticModel model) =>
        MethodBodies.NameOf(call) is "Load" or "LoadAsync"
        && MethodBodies.ReceiverOf(call) is InvocationExpressionSyntax navigation && MethodBodies.NameOf(navigation) is "Collection" or "Reference"
        && MethodBodies.ReceiverOf((InvocationExpressionSyntax)MethodBodies.ReceiverOf(call)!) is InvocationExpressionSyntax entry && MethodBodies.NameOf(entry) == "Entry"
        && MethodBodies.ReceiverOf(entry) is { } owner && StoreTypes.IsContext(model.GetTypeInfo(owner).Type);

    // A query behind a call: at least half of the methods that the call can run have to run one for what is handed in.
    private StoreQuery? Behind(InvocationExpressionSyntax call, CarriedNames names, SemanticModel model, int depth, out int count)
    {
        var targets = depth < DeepestCall ? program.Targets(call, model) : [];
        count = targets.Count;
        if (count == 0 || ElementLoop.IsTranslated(call, model))
        {
            return null;
        }

        var effects = StoreEffects.Of(program).OfCall(call, model);
        if (!effects.Has(StoreEffect.Queries) || (effects.Flags & OwnWork) != 0)
        {
            return null;
        }

        var found = targets.Select(t => InMethod(t, Handed(t, call, names, model), depth + 1)).OfType<StoreQuery>().ToList();
        return found.Count > 0 && found.Count * 2 >= count ? found[0] : null;
    }

    private static long Handed(IMethodSymbol target, InvocationExpressionSyntax call, CarriedNames names, SemanticModel model) =>
        target.Parameters.Take(60).Where(p => CallArguments.For(target, p, call, model) is { } argument && names.In(argument)).Aggregate(0L, (mask, p) => mask | (1L << p.Ordinal));

    private StoreQuery? InMethod(IMethodSymbol method, long handed, int depth) => handed == 0 ? null : _methods.GetOrAdd((method, handed, depth), key =>
    {
        var body = MethodBodies.BodyOf(method);
        var model = body is null ? null : program.ModelOf(body.SyntaxTree);
        if (model is null || Remembered.ByBody(body!, model))
        {
            return null;
        }

        var names = CarriedNames.Of(body!, model, method.Parameters.Where(p => (handed & (1L << p.Ordinal)) != 0).Select(p => p.Name).ToArray());
        var calls = body!.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(c => names.In(c) && !Remembered.In(c, body!, model)).ToList();
        return calls.Select(c => Direct(c, model)).FirstOrDefault(q => q is not null)
            ?? calls.Select(c => Behind(c, names, model, depth, out _)).FirstOrDefault(q => q is not null);
    });
}

using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>
/// Reads an expression as a query on a store: EF, Dapper, ADO.NET, Identity, or a method of the program that returns such a query's result.
/// Works on syntax with symbols as evidence, so that it still reads a query whose package did not resolve.
/// </summary>
internal sealed class StoreReader(SourceProgram program)
{
    private const int DeepestCall = 4;
    private const int DeepestExpression = 24;

    private readonly ConcurrentDictionary<(ISymbol, int), StoreQuery?> _returned = new();

    /// <summary>The reader of a program.</summary>
    public static StoreReader Of(SourceProgram program) => program.Part(static p => new StoreReader(p));

    /// <summary>The query that the expression builds or runs; null when it is none. A local that holds rows already read is none.</summary>
    public StoreQuery? Read(ExpressionSyntax expression, SemanticModel model) => Read(expression, model, 0, 0);

    /// <summary>The queries whose rows or value the expression holds: those it runs, or that ran for the local it names.</summary>
    public IEnumerable<StoreQuery> Origins(ExpressionSyntax expression, SemanticModel model)
    {
        var bare = MethodBodies.Bare(expression);
        if (Read(bare, model) is { } query)
        {
            return [query];
        }

        return bare is IdentifierNameSyntax && model.GetSymbolInfo(bare).Symbol is ILocalSymbol local
            ? LocalValues.Of(local, model).SelectMany(v => MethodBodies.Arms(v.Value)).Select(v => Read(v, model)).OfType<StoreQuery>()
            : [];
    }

    private StoreQuery? Read(ExpressionSyntax expression, SemanticModel model, int depth, int calls)
    {
        if (depth > DeepestExpression)
        {
            return null;
        }

        var bare = MethodBodies.Bare(expression);
        return bare switch
        {
            InvocationExpressionSyntax call => ReadCall(call, model, depth + 1, calls),
            QueryExpressionSyntax query => ReadComprehension(query, model, depth + 1, calls),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => ReadRoot(bare, model, depth + 1, calls),
            AssignmentExpressionSyntax assignment => Read(assignment.Right, model, depth + 1, calls),
            _ => null,
        };
    }

    private StoreQuery? ReadCall(InvocationExpressionSyntax call, SemanticModel model, int depth, int calls)
    {
        var receiver = MethodBodies.ReceiverOf(call);
        var name = MethodBodies.NameOf(call);
        var inner = receiver is null ? null : Read(receiver, model, depth, calls);
        if (inner is { Executes: true })
        {
            return null;
        }

        if (inner is not null)
        {
            return ReadStep(inner, call, name, model, depth, calls);
        }

        // AutoMapper's IMapper takes the query as an argument: mapper.ProjectTo<Row>(rows).
        if (name == "ProjectTo" && call.ArgumentList.Arguments.FirstOrDefault() is { } source && Read(source.Expression, model, depth, calls) is { Executes: false } projected)
        {
            return ReadStep(projected, call, name, model, depth, calls);
        }

        return ReadContextCall(call, receiver, name, model)
            ?? SqlCalls.Read(call, receiver, name, model)
            ?? RepositoryCalls.ReadIdentity(call, receiver, name, model)
            ?? ReadSourceMethod(call, model, calls)
            ?? RepositoryCalls.ReadContract(program, call, receiver, name, model);
    }

    private StoreQuery ReadStep(StoreQuery inner, InvocationExpressionSyntax call, string name, SemanticModel model, int depth, int calls)
    {
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var result = QueryOperators.ResultOf(name);
        var step = new QueryStep(name, call, arguments);
        if (result == QueryResult.Deferred && !QueryOperators.LeavesUnbounded(name) && calls < DeepestCall)
        {
            // An operator of the program's own: what it applies counts, and its name says nothing.
            var target = program.Targets(call, model).FirstOrDefault();
            var applied = target is null ? null : ReturnedBy(target, calls + 1);
            if (applied is not null)
            {
                return new StoreQuery(call, inner.Entity ?? applied.Entity, [.. inner.Steps, .. applied.Steps, new QueryStep("Where", call, arguments)],
                    applied.Result, inner.IsResolved, inner.Sql, applied.Executes ? target : inner.Via, inner.IsFromParameter);
            }
        }

        return inner.Then(call, step, result);
    }

    private static StoreQuery? ReadContextCall(InvocationExpressionSyntax call, ExpressionSyntax? receiver, string name, SemanticModel model)
    {
        var type = receiver is null ? model.GetEnclosingSymbol(call.SpanStart)?.ContainingType : model.GetTypeInfo(receiver).Type;
        var generic = (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax ?? call.Expression as GenericNameSyntax;
        if (generic is null || name is not ("Set" or "Find" or "FindAsync" or "Query") || !StoreTypes.IsContext(type))
        {
            return null;
        }

        var entity = model.GetTypeInfo(generic.TypeArgumentList.Arguments[0]).Type as INamedTypeSymbol;
        var result = name.StartsWith("Find", System.StringComparison.Ordinal) ? QueryResult.Single : QueryResult.Deferred;
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        return new StoreQuery(call, entity, [new QueryStep(name, call, arguments)], result, IsResolvedContext(type));
    }

    private StoreQuery? ReadRoot(ExpressionSyntax expression, SemanticModel model, int depth, int calls)
    {
        var symbol = model.GetSymbolInfo(expression).Symbol;
        var type = model.GetTypeInfo(expression).Type;
        if (symbol is ILocalSymbol local)
        {
            return StoreTypes.IsCollection(type) && !StoreTypes.IsQueryable(type) && !StoreTypes.IsDbSet(type) ? null : ReadLocal(local, model, depth, calls);
        }

        if (StoreTypes.IsDbSet(type) || (StoreTypes.IsQueryable(type) && symbol is IPropertySymbol or IFieldSymbol or IParameterSymbol && !IsInMemory(symbol)))
        {
            var entity = ((INamedTypeSymbol)type!).TypeArguments.FirstOrDefault() as INamedTypeSymbol;
            return new StoreQuery(expression, entity, [], QueryResult.Deferred, type!.TypeKind != TypeKind.Error, null, null, symbol is IParameterSymbol);
        }

        // A set that an unresolved base declares, as the users of an identity context.
        return symbol is null && expression is MemberAccessExpressionSyntax member && type is null or { TypeKind: TypeKind.Error }
            && expression is MemberAccessExpressionSyntax { Expression: var owner } && StoreTypes.IsContext(model.GetTypeInfo(owner).Type)
            && ((MemberAccessExpressionSyntax)expression).Name.Identifier.ValueText is not ("Database" or "ChangeTracker" or "Model")
            ? new StoreQuery(expression, null, [], QueryResult.Deferred, false)
            : null;
    }

    // A queryable over a list: `Paints => _paints.AsQueryable()`.
    private static bool IsInMemory(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration and not ParameterSyntax
        && declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c) == "AsQueryable") && !declaration.ToString().Contains("Set<");

    private StoreQuery? ReadLocal(ILocalSymbol local, SemanticModel model, int depth, int calls)
    {
        StoreQuery? merged = null;
        foreach (var value in LocalValues.Of(local, model).Where(v => !v.IsElement))
        {
            // The new value of a local mostly builds on the old one: only what it adds is read.
            var query = MentionsLocal(value.Value, local) ? ReadAdded(value.Value, local) : Read(value.Value, model, depth + 1, calls);
            if (query is { Executes: true })
            {
                return null;
            }

            merged = merged is null || query is null ? merged ?? query : merged.Merged(query, value.IsConditional);
        }

        return merged is { Expression: var e } && !MentionsLocal(e, local) ? merged : null;
    }

    private static bool MentionsLocal(ExpressionSyntax value, ILocalSymbol local) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name);

    private static StoreQuery? ReadAdded(ExpressionSyntax value, ILocalSymbol local)
    {
        var steps = new List<QueryStep>();
        foreach (var arm in MethodBodies.Arms(value))
        {
            for (var e = MethodBodies.Bare(arm); e is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver; e = MethodBodies.Bare(receiver))
            {
                steps.Insert(0, new QueryStep(MethodBodies.NameOf(call), call, call.ArgumentList.Arguments.Select(a => a.Expression).ToList()));
            }
        }

        return steps.Count == 0 ? null : new StoreQuery(value, null, steps, QueryResult.Deferred, true);
    }

    private StoreQuery? ReadComprehension(QueryExpressionSyntax query, SemanticModel model, int depth, int calls)
    {
        var root = Read(query.FromClause.Expression, model, depth, calls);
        if (root is not { Executes: false })
        {
            return null;
        }

        foreach (var clause in query.Body.Clauses)
        {
            root = clause is WhereClauseSyntax where
                ? root.Then(query, new QueryStep("Where", where, [where.Condition]), QueryResult.Deferred)
                : root.Then(query, new QueryStep("Select", clause, []), QueryResult.Deferred);
        }

        return root.Then(query, new QueryStep(query.Body.SelectOrGroup is GroupClauseSyntax ? "GroupBy" : "Select", query.Body.SelectOrGroup, []), QueryResult.Deferred);
    }

    private StoreQuery? ReadSourceMethod(InvocationExpressionSyntax call, SemanticModel model, int calls)
    {
        if (calls >= DeepestCall)
        {
            return null;
        }

        foreach (var target in program.Targets(call, model))
        {
            if (ReturnedBy(target, calls + 1) is { } query)
            {
                var step = new QueryStep("Where", call, call.ArgumentList.Arguments.Select(a => a.Expression).ToList());
                var through = query.Through(target, call, query.Entity ?? RepositoryCalls.EntityOf(call, model));
                return through.Then(call, step, query.Result);
            }
        }

        return null;
    }

    private StoreQuery? ReturnedBy(IMethodSymbol method, int calls) =>
        _returned.GetOrAdd((method, calls), key => ReadReturned((IMethodSymbol)key.Item1, key.Item2));

    private StoreQuery? ReadReturned(IMethodSymbol method, int calls)
    {
        var body = MethodBodies.BodyOf(method);
        var model = body is null ? null : program.ModelOf(body.SyntaxTree);
        if (model is null)
        {
            return null;
        }

        foreach (var returned in MethodBodies.Returned(body!))
        {
            var query = Read(returned, model, 0, calls) ?? ReadReturnedLocal(returned, model, calls) ?? ReadComparison(returned, model, calls);
            if (query is not null)
            {
                return query;
            }
        }

        return null;
    }

    private StoreQuery? ReadReturnedLocal(ExpressionSyntax returned, SemanticModel model, int calls) =>
        returned is IdentifierNameSyntax && model.GetSymbolInfo(returned).Symbol is ILocalSymbol local
            ? LocalValues.Of(local, model).Where(v => !v.IsElement).Select(v => Read(v.Value, model, 0, calls)).FirstOrDefault(q => q is not null)
            : null;

    // `return await query.FirstOrDefaultAsync() != null` and `return count > 0` answer whether a row exists.
    private StoreQuery? ReadComparison(ExpressionSyntax returned, SemanticModel model, int calls)
    {
        var tested = returned switch
        {
            BinaryExpressionSyntax b when b.Right is LiteralExpressionSyntax => b.Left,
            IsPatternExpressionSyntax p => p.Expression,
            _ => null,
        };
        var query = tested is null ? null : Read(tested, model, 0, calls) ?? ReadReturnedLocal(MethodBodies.Bare(tested), model, calls);
        return query is { Executes: true }
            ? new StoreQuery(query.Expression, query.Entity, query.Steps, QueryResult.Existence, query.IsResolved, query.Sql, query.Via)
            : null;
    }

    private static bool IsResolvedContext(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.TypeKind == TypeKind.Error)
            {
                return false;
            }
        }

        return true;
    }
}

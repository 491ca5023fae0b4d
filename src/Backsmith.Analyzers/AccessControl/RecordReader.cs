using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads where records are taken from a store, and by which values.</summary>
internal sealed class RecordReader(ValueLabels labels, SourceProgram program)
{
    /// <summary>Adds what a call takes.</summary>
    public void Read(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var query = StoreReader.Of(program).Read(call, frame.Model);
        if (query is null)
        {
            ReadPick(call, frame, facts);
        }

        if (query is not { Executes: true } || !IsDirect(query, call, frame.Model) || query.Result is QueryResult.Existence or QueryResult.Scalar)
        {
            return;
        }

        if (query.Sql is { } sql)
        {
            facts.AddRange(new SqlRecordReader(labels).Read(call, query, sql, frame));
            return;
        }

        if (labels.Of(RootOf(call), frame).IsCaller)
        {
            // context.MyOrders, user.Orders: nothing else can be reached there.
            facts.Add(new AccessFact(AccessKind.Guard, "", "", call, call));
            return;
        }

        var entity = EntityOf(query, call, frame.Model);
        if (MethodBodies.ReceiverOf(call) is { } receiver && StoreTypes.IsIdentityStore(frame.Model.GetTypeInfo(receiver).Type))
        {
            return;
        }

        var filters = Filters(query, frame).ToList();
        if (IsFound(query, frame) || filters.Any(f => RecordNames.IsKey(f, entity) && !filters.Any(RecordNames.IsSecret)))
        {
            facts.Add(new AccessFact(AccessKind.Load, entity, "", call, call, query.IsResolved));
            AddWrite(query, call, entity, frame, facts);
        }
        else if (query.Result is QueryResult.Set or QueryResult.Stream && filters.Count == 0 | !filters.Any(RecordNames.IsSecret))
        {
            facts.Add(new AccessFact(AccessKind.SetRead, entity, "", call, call, query.IsResolved));
            facts.AddRange(Navigations(query, frame.Model).Select(n => new AccessFact(AccessKind.SetRead, n, "", call, call)));
        }

        facts.AddRange(filters.Select(f => new AccessFact(AccessKind.ClientFilter, entity, f, call, call, query.IsResolved)));
    }

    private static ExpressionSyntax RootOf(ExpressionSyntax expression)
    {
        while (MethodBodies.Bare(expression) is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver)
        {
            expression = receiver;
        }

        return expression;
    }

    // Of a type parameter the caller of the method knows more.
    private static string EntityOf(StoreQuery query, InvocationExpressionSyntax call, SemanticModel model)
    {
        var read = query.Entity ?? RepositoryCalls.EntityOf(call, model);
        var awaited = StoreTypes.Awaited(model.GetTypeInfo(call).Type);
        return query.Entity is null && (awaited is ITypeParameterSymbol || read is null || !read.Locations.Any(l => l.IsInSource)) ? "" : RecordNames.Of(read);
    }

    private static bool IsDirect(StoreQuery query, InvocationExpressionSyntax call, SemanticModel model) =>
        query.Via is null || (QueryOperators.ResultOf(MethodBodies.NameOf(call)) != QueryResult.Deferred && CallGraph.MethodOf(call, model) is null or { DeclaringSyntaxReferences.IsEmpty: true });

    private void AddWrite(StoreQuery query, InvocationExpressionSyntax call, string entity, MethodFrame frame, List<AccessFact> facts)
    {
        if (query.Result == QueryResult.Write)
        {
            var isDelete = MethodBodies.NameOf(call).IndexOf("Delete", StringComparison.Ordinal) >= 0;
            var fromClient = call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => labels.Of(n, frame).IsClient);
            facts.Add(new AccessFact(isDelete ? AccessKind.Delete : fromClient ? AccessKind.Change : AccessKind.Touch, entity, "", call, call));
        }
    }

    // Find(id), FindAsync([id]), and on a contract GetByIdAsync(id)
    private bool IsFound(StoreQuery query, MethodFrame frame)
    {
        var step = query.Steps.LastOrDefault();
        var plain = step is null ? "" : QueryOperators.Plain(step.Name);
        var byKey = plain == "Find" || (query.Steps.Count == 1 && step!.Node == query.Expression && step.Name is not ("Set" or "Query")
            && (plain.IndexOf("ById", StringComparison.Ordinal) >= 0 || plain is "Get" or "Load" or "GetByKey" or "FindByKey"));
        var arguments = step?.Arguments.Where(a => a is not AnonymousFunctionExpressionSyntax && a.SyntaxTree == frame.Body.SyntaxTree).Select(a => labels.Of(a, frame).Label).ToList() ?? [];
        return byKey && arguments.Any(a => (a & ValueLabel.Client) != 0) && !arguments.Any(a => (a & ValueLabel.Caller) != 0);
    }

    // The properties that a condition of this body compares with a value of the client.
    private IEnumerable<string> Filters(StoreQuery query, MethodFrame frame) =>
        Filters(query.Conditions.Where(c => c.SyntaxTree == frame.Body.SyntaxTree && frame.Body.Span.Contains(c.Span)), frame);

    // order.Lines.First(l => l.Id == id)
    private void ReadPick(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        if (QueryOperators.ResultOf(MethodBodies.NameOf(call)) != QueryResult.Single || call.ArgumentList.Arguments.Count == 0
            || MethodBodies.ReceiverOf(call) is not MemberAccessExpressionSyntax held || StoreTypes.ElementOf(frame.Model.GetTypeInfo(held).Type) is not { } element)
        {
            return;
        }

        if (labels.Of(held, frame).IsCaller)
        {
            facts.Add(new AccessFact(AccessKind.Guard, "", "", call, call));
            return;
        }

        var entity = RecordNames.Of(element);
        if (element.Locations.Any(l => l.IsInSource) && Filters([call.ArgumentList.Arguments[0].Expression], frame).Any(f => RecordNames.IsKey(f, entity)))
        {
            facts.Add(new AccessFact(AccessKind.Pick, entity, "", call, call));
        }
    }

    private IEnumerable<string> Filters(IEnumerable<ExpressionSyntax> conditions, MethodFrame frame)
    {
        foreach (var comparison in conditions.SelectMany(c => c.DescendantNodesAndSelf()))
        {
            var (left, right) = comparison switch
            {
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } b => (b.Left, b.Right),
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: >= 1 } e when MethodBodies.NameOf(e) == "Equals" && MethodBodies.ReceiverOf(e) is { } receiver => (receiver, e.ArgumentList.Arguments[0].Expression),
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } c when MethodBodies.NameOf(c) == "Contains" && MethodBodies.ReceiverOf(c) is { } ids => (c.ArgumentList.Arguments[0].Expression, ids),
                _ => (null, null),
            };
            if (left is null || right is null)
            {
                continue;
            }

            var isRight = labels.Of(right, frame).IsClient;
            if ((isRight || labels.Of(left, frame).IsClient) && PropertyPaths.Of(isRight ? left : right, frame.Model).LastOrDefault().Property is { } property)
            {
                yield return property;
            }
        }
    }

    // Include(b => b.Reviews): these records are read along.
    private static IEnumerable<string> Navigations(StoreQuery query, SemanticModel model) =>
        query.Conditions.Where(c => c.SyntaxTree == model.SyntaxTree).SelectMany(c => c.DescendantNodesAndSelf()).OfType<MemberAccessExpressionSyntax>()
            .Select(m => model.GetTypeInfo(m).Type).Select(t => StoreTypes.ElementOf(t)).OfType<INamedTypeSymbol>()
            .Where(t => t.Locations.Any(l => l.IsInSource)).Select(t => RecordNames.Of(t)).Distinct();
}

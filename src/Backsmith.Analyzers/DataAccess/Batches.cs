using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Recognises queries in a loop that serve many elements at once, or none because the rows are loaded.</summary>
internal static class Batches
{
    /// <summary>True when the query asks for the rows of a batch: <c>ids.Chunk(100)</c>, then <c>batch.Contains(x.Id)</c>.</summary>
    public static bool Holds(StoreQuery query, string element, SemanticModel model) =>
        query.Conditions.SelectMany(c => c.DescendantNodesAndSelf()).OfType<InvocationExpressionSyntax>()
            .Where(c => MethodBodies.NameOf(c) == "Contains").Select(MethodBodies.ReceiverOf)
            .Any(list => list?.ToString() == element || (list is IdentifierNameSyntax name && IsSlice(name, model)))
        || query.Conditions.SelectMany(c => c.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == element && query.Sql is not null && IsList(n, model));

    /// <summary>True for a look-up by key of rows that the context tracks since an earlier query of the same body: it is answered from memory.</summary>
    public static bool IsTracked(StoreQuery query, SemanticModel model) =>
        query.Expression is InvocationExpressionSyntax call && QueryOperators.Plain(MethodBodies.NameOf(call)) == "Find" && call.Expression is MemberAccessExpressionSyntax { Expression: { } set }
        && MethodBodies.EnclosingBody(call) is { } body
        && body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => c.SpanStart < call.SpanStart && IsLoadOf(c, set) && StoreTypes.IsDbSet(model.GetTypeInfo(set).Type));

    private static bool IsLoadOf(InvocationExpressionSyntax call, ExpressionSyntax set) =>
        QueryOperators.Plain(MethodBodies.NameOf(call)) is "Load" or "ToList" or "ToArray" or "ToDictionary" && call.ToString() is { } text
        && text.StartsWith(set.ToString() + ".", System.StringComparison.Ordinal) && !text.Contains("AsNoTracking") && !text.Contains("Select(");

    private static bool IsSlice(IdentifierNameSyntax name, SemanticModel model) => model.GetSymbolInfo(name).Symbol is ILocalSymbol local
        && LocalValues.Of(local, model).Any(v => v.Value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c) is "Take" or "GetRange" or "Chunk" or "Slice"));

    private static bool IsList(IdentifierNameSyntax name, SemanticModel model) => StoreTypes.IsCollection(model.GetTypeInfo(name).Type);
}

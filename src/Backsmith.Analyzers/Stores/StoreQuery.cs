using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>What running a query gives.</summary>
internal enum QueryResult
{
    /// <summary>Nothing yet: it runs when it is enumerated.</summary>
    Deferred,

    /// <summary>All its rows, in memory.</summary>
    Set,

    /// <summary>One row, or none.</summary>
    Single,

    /// <summary>A count, sum or other value.</summary>
    Scalar,

    /// <summary>Whether a row exists.</summary>
    Existence,

    /// <summary>Rows one after the other.</summary>
    Stream,

    /// <summary>A statement that changes rows where they are, such as <c>ExecuteUpdate</c>.</summary>
    Write,
}

/// <summary>One operator applied to a query.</summary>
internal sealed class QueryStep(string name, SyntaxNode node, IReadOnlyList<ExpressionSyntax> arguments, bool isConditional = false)
{
    /// <summary>The operator's name, as <c>Where</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where it stands.</summary>
    public SyntaxNode Node { get; } = node;

    /// <summary>Its arguments, lambdas among them.</summary>
    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;

    /// <summary>True when it is applied only under a condition.</summary>
    public bool IsConditional { get; } = isConditional;

    /// <summary>The same step, applied only under a condition.</summary>
    public QueryStep UnderCondition() => new(Name, Node, Arguments, true);
}

/// <summary>A query on a store as one expression builds it, with the operators from the root outwards.</summary>
internal sealed class StoreQuery(
    ExpressionSyntax expression, INamedTypeSymbol? entity, IReadOnlyList<QueryStep> steps, QueryResult result, bool isResolved, SqlText? sql = null,
    IMethodSymbol? via = null, bool isFromParameter = false)
{
    /// <summary>The expression that makes or runs it.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <summary>The stored type; null when it cannot be told.</summary>
    public INamedTypeSymbol? Entity { get; } = entity;

    /// <summary>What a message says it reads: the stored type, or the table of its SQL; null when neither can be told.</summary>
    public string? Subject => Entity is { SpecialType: SpecialType.None } && Entity.ContainingNamespace?.Name != "System" ? Entity.Name : Sql?.Table is { Length: > 0 } table ? table : null;

    /// <summary>The operators applied, first to last.</summary>
    public IReadOnlyList<QueryStep> Steps { get; } = steps;

    /// <summary>What it gives.</summary>
    public QueryResult Result { get; } = result;

    /// <summary>False when a type of it did not resolve, so that names stood in for symbols.</summary>
    public bool IsResolved { get; } = isResolved;

    /// <summary>The SQL it sends, when it is written out.</summary>
    public SqlText? Sql { get; } = sql;

    /// <summary>The method that runs it for the expression; null when the expression runs it itself.</summary>
    public IMethodSymbol? Via { get; } = via;

    /// <summary>True when the query is handed in by a caller, who may have bounded it.</summary>
    public bool IsFromParameter { get; } = isFromParameter;

    /// <summary>True when the expression goes to the store.</summary>
    public bool Executes => Result != QueryResult.Deferred;

    /// <summary>The arguments of every step: where its conditions stand.</summary>
    public IEnumerable<ExpressionSyntax> Conditions => Steps.SelectMany(s => s.Arguments);

    /// <summary>The query with one more operator.</summary>
    public StoreQuery Then(ExpressionSyntax expression, QueryStep step, QueryResult result) =>
        new(expression, Entity, [.. Steps, step], result, IsResolved, Sql, Via, IsFromParameter);

    /// <summary>The query as a caller of the method that runs it sees it.</summary>
    public StoreQuery Through(IMethodSymbol method, ExpressionSyntax call, INamedTypeSymbol? entity) =>
        new(call, entity ?? Entity, Steps, Result, IsResolved, Sql, method, IsFromParameter);

    /// <summary>The query with all steps of another one that the same local may hold.</summary>
    public StoreQuery Merged(StoreQuery other, bool isConditional) =>
        new(Expression, Entity ?? other.Entity,
            [.. Steps, .. other.Steps.Where(s => !Steps.Any(k => k.Node == s.Node)).Select(s => isConditional ? s.UnderCondition() : s)],
            Result, IsResolved && other.IsResolved, Sql ?? other.Sql, Via, IsFromParameter || other.IsFromParameter);
}

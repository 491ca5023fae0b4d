using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>A query whose answer, a row or none, becomes part of a condition.</summary>
internal sealed class ExistenceTest(StoreQuery query, bool saysExists, bool isCapacity = false)
{
    private const int DeepestLocal = 3;
    private static readonly HashSet<string> LookUps = new() { "Any", "Exists", "FirstOrDefault", "SingleOrDefault", "Find" };

    /// <summary>The query that is asked.</summary>
    public StoreQuery Query { get; } = query;

    /// <summary>True when the condition holds because a row exists, false when it holds because there is none.</summary>
    public bool SaysExists { get; } = saysExists;

    /// <summary>True when the rows there are get compared with how many there may be.</summary>
    public bool IsCapacity { get; } = isCapacity;

    /// <summary>The tests in a condition.</summary>
    public static IEnumerable<ExistenceTest> In(ExpressionSyntax condition, StoreOperation operation) => Read(condition, true, operation, 0);

    private static IEnumerable<ExistenceTest> Read(ExpressionSyntax condition, bool holds, StoreOperation operation, int depth)
    {
        var bare = MethodBodies.Bare(condition);
        return depth > DeepestLocal ? [] : bare switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Read(not.Operand, !holds, operation, depth),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both =>
                Read(both.Left, holds, operation, depth).Concat(Read(both.Right, holds, operation, depth)),
            BinaryExpressionSyntax compared => Compared(compared, holds, operation, depth),
            IsPatternExpressionSyntax pattern => Matched(pattern.Expression, pattern.Pattern, holds, operation, depth),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue" } value => Rows(value.Expression, holds, operation),
            _ => Answered(bare, holds, operation, depth),
        };
    }

    private static IEnumerable<ExistenceTest> Compared(BinaryExpressionSyntax compared, bool holds, StoreOperation operation, int depth)
    {
        var kind = compared.Kind();
        return (compared.Right as LiteralExpressionSyntax)?.Token.Value switch
        {
            null when compared.Right.IsKind(SyntaxKind.NullLiteralExpression) && kind is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression =>
                Rows(compared.Left, holds == (kind == SyntaxKind.NotEqualsExpression), operation),
            bool literal when kind is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => Read(compared.Left, holds == (literal == (kind == SyntaxKind.EqualsExpression)), operation, depth),
            0 when kind is SyntaxKind.GreaterThanExpression or SyntaxKind.NotEqualsExpression => Counted(compared.Left, holds, operation),
            0 when kind is SyntaxKind.EqualsExpression or SyntaxKind.LessThanOrEqualExpression => Counted(compared.Left, !holds, operation),
            1 when kind is SyntaxKind.GreaterThanOrEqualExpression => Counted(compared.Left, holds, operation),
            1 when kind is SyntaxKind.LessThanExpression => Counted(compared.Left, !holds, operation),
            _ => CapacityTest.In(compared, holds, operation),
        };
    }

    private static IEnumerable<ExistenceTest> Matched(ExpressionSyntax tested, PatternSyntax pattern, bool holds, StoreOperation operation, int depth) => pattern switch
    {
        UnaryPatternSyntax not => Matched(tested, not.Pattern, !holds, operation, depth),
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } => Rows(tested, !holds, operation),
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.TrueLiteralExpression } => Read(tested, holds, operation, depth),
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression } => Read(tested, !holds, operation, depth),
        RecursivePatternSyntax or DeclarationPatternSyntax => Rows(tested, holds, operation),
        RelationalPatternSyntax { OperatorToken.RawKind: (int)SyntaxKind.GreaterThanToken, Expression: LiteralExpressionSyntax { Token.Value: 0 } } => Counted(tested, holds, operation),
        _ => [],
    };

    private static IEnumerable<ExistenceTest> Rows(ExpressionSyntax tested, bool exists, StoreOperation operation) =>
        Origins(tested, operation).Where(q => q.Result == QueryResult.Single || (q.Result is QueryResult.Scalar && q.Sql is not null)).Select(q => new ExistenceTest(q, exists));

    private static IEnumerable<ExistenceTest> Counted(ExpressionSyntax tested, bool exists, StoreOperation operation)
    {
        var bare = MethodBodies.Bare(tested);
        var counted = bare is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } member ? member.Expression
            : bare is InvocationExpressionSyntax call && MethodBodies.NameOf(call) == "Count" && MethodBodies.ReceiverOf(call) is IdentifierNameSyntax list ? list : bare;
        return Origins(counted, operation).Where(q => q.Result is QueryResult.Scalar or QueryResult.Single or QueryResult.Set && (q.Result == QueryResult.Set) == (counted != bare))
            .Select(q => new ExistenceTest(q, exists));
    }

    // A condition that is itself the answer: a call that says whether a row exists, or a local that holds what was found out before.
    private static IEnumerable<ExistenceTest> Answered(ExpressionSyntax bare, bool holds, StoreOperation operation, int depth)
    {
        if (bare is InvocationExpressionSyntax call)
        {
            var own = StoreReader.Of(operation.Program).Read(bare, operation.Model);
            return own is { Result: QueryResult.Existence } || (own is { Result: QueryResult.Scalar or QueryResult.Single, Sql: not null } && IsBoolean(bare, operation.Model)) ? [new ExistenceTest(own, holds)]
                : own is null ? InMemory(call, operation).Select(q => new ExistenceTest(q, holds)).Concat(Decided(call, holds, operation, depth))
                : [];
        }

        return bare is IdentifierNameSyntax && operation.Model.GetSymbolInfo(bare).Symbol is ILocalSymbol local
            ? LocalValues.Of(local, operation.Model).Where(v => !v.IsElement && v.Value.Span.End <= bare.SpanStart).SelectMany(v => Read(v.Value, holds, operation, depth + 1))
            : [];
    }

    // A method that says so in words: if (await ...AnyAsync(...)) return true; return false;
    private static IEnumerable<ExistenceTest> Decided(InvocationExpressionSyntax call, bool holds, StoreOperation operation, int depth)
    {
        foreach (var target in depth < DeepestLocal && IsBoolean(call, operation.Model) ? operation.Program.Targets(call, operation.Model) : [])
        {
            var declaration = target.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            var inner = declaration is null || operation.Program.ModelOf(declaration.SyntaxTree) is not { } model ? null : StoreOperation.Of(declaration, operation.Program, model);
            foreach (var branch in inner?.Nodes.OfType<IfStatementSyntax>() ?? [])
            {
                if (branch.Statement.DescendantNodesAndSelf().OfType<ReturnStatementSyntax>().LastOrDefault()?.Expression is LiteralExpressionSyntax { Token.Value: bool answer }
                    && Read(branch.Condition, answer, inner!, depth + 1).FirstOrDefault() is { } test)
                {
                    yield return new ExistenceTest(Asked(test.Query, call, target), holds == test.SaysExists);
                }
            }
        }
    }

    /// <summary>The query of a method as the call that runs it asks it.</summary>
    public static StoreQuery Asked(StoreQuery query, InvocationExpressionSyntax call, IMethodSymbol target) =>
        query.Through(target, call, query.Entity).Then(call, new QueryStep("Where", call, call.ArgumentList.Arguments.Select(a => a.Expression).ToList()), query.Result);

    // rows.Any(r => ...) over rows that were read before, and repository.All().Where(r => ...).FirstOrDefault().
    private static IEnumerable<StoreQuery> InMemory(InvocationExpressionSyntax call, StoreOperation operation)
    {
        var asked = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var rows = LookUps.Contains(MethodBodies.NameOf(call)) ? MethodBodies.ReceiverOf(call) : null;
        while (rows is InvocationExpressionSyntax step && MethodBodies.NameOf(step) is "Where" or "AsEnumerable" or "ToList" && StoreReader.Of(operation.Program).Read(rows, operation.Model) is null)
        {
            asked.AddRange(((InvocationExpressionSyntax)rows).ArgumentList.Arguments.Select(a => a.Expression));
            rows = MethodBodies.ReceiverOf((InvocationExpressionSyntax)rows);
        }

        return rows is null ? [] : StoreReader.Of(operation.Program).Origins(rows, operation.Model).Where(q => q.Result == QueryResult.Set && operation.Body.Span.Contains(q.Expression.Span))
            .Select(q => q.Then(q.Expression, new QueryStep("Where", call, asked), QueryResult.Single));
    }

    private static bool IsBoolean(ExpressionSyntax expression, SemanticModel model) => StoreTypes.Awaited(model.GetTypeInfo(expression).Type)?.SpecialType == SpecialType.System_Boolean;

    private static IEnumerable<StoreQuery> Origins(ExpressionSyntax expression, StoreOperation operation)
    {
        var bare = MethodBodies.Bare(expression);
        var stored = StoreReader.Of(operation.Program).Origins(bare, operation.Model).Where(q => q.Executes && operation.Body.Span.Contains(q.Expression.Span)).ToList();
        var values = bare is IdentifierNameSyntax && operation.Model.GetSymbolInfo(bare).Symbol is ILocalSymbol local ? LocalValues.Of(local, operation.Model).Select(v => MethodBodies.Bare(v.Value)) : [bare];
        return stored.Count > 0 ? stored : values.OfType<InvocationExpressionSyntax>().SelectMany(v => InMemory(v, operation));
    }
}

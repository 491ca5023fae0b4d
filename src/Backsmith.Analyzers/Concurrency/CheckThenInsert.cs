using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Finds a row that is inserted because a query found none.</summary>
internal sealed class CheckThenInsert(StoreOperation operation)
{
    // Rows of one user that only this user changes: what two of the user's requests do there harms nobody.
    private static readonly string[] OfOneUser = ["Cart", "Basket", "Wish"];

    private const int MostNodes = 4000;
    private const RaceGuard Deciding = RaceGuard.Violation | RaceGuard.Isolation | RaceGuard.Lock | RaceGuard.Statement;

    private readonly StoredRows _rows = new(operation.Program);

    /// <summary>The queries whose answer nothing keeps true until the insert, each once.</summary>
    public IEnumerable<ExistenceTest> Find()
    {
        if (!Inserts(operation.Body.Span).Any())
        {
            return [];
        }

        return Tests().Where(t => !IsOfOneUser(t.Test.Query.Entity) && (t.Test.IsCapacity || RaceKeys.Asked(t.Test.Query, operation))
                && Inserts(t.Region).FirstOrDefault(i => Adds(i, t.Test.Query)) is { } insert && !AsksItself(insert, t.Test.Query) && !IsDecided(insert))
            .Select(t => t.Test).GroupBy(t => t.Query.Expression.Span).Select(g => g.First());
    }

    /// <summary>True for a row that belongs to one user and that nobody else changes.</summary>
    public static bool IsOfOneUser(INamedTypeSymbol? entity) => entity is not null && OfOneUser.Any(entity.Name.Contains);

    private IEnumerable<(ExistenceTest Test, TextSpan Region)> Tests()
    {
        foreach (var node in operation.Nodes)
        {
            var tests = node switch
            {
                IfStatementSyntax branch => ExistenceTest.In(branch.Condition, operation).SelectMany(t => Regions(branch, t.SaysExists).Select(r => (t, r))),
                WhileStatementSyntax loop => ExistenceTest.In(loop.Condition, operation).Where(t => t.SaysExists).Select(t => (t, After(loop))),
                DoStatementSyntax loop => ExistenceTest.In(loop.Condition, operation).Where(t => t.SaysExists).Select(t => (t, After(loop))),
                ConditionalExpressionSyntax choice => ExistenceTest.In(choice.Condition, operation).Select(t => (t, t.SaysExists ? choice.WhenFalse.Span : choice.WhenTrue.Span)),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Single(either.Left, either.Right),
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } either => Single(either.Left, either.Right),
                InvocationExpressionSyntax { Parent: AwaitExpressionSyntax { Parent: ExpressionStatementSyntax } or ExpressionStatementSyntax } call => Refusals(call),
                _ => [],
            };
            foreach (var test in tests)
            {
                yield return test;
            }
        }
    }

    private IEnumerable<(ExistenceTest, TextSpan)> Single(ExpressionSyntax left, ExpressionSyntax right) =>
        StoreReader.Of(operation.Program).Origins(left, operation.Model).Where(q => q.Result == QueryResult.Single).Select(q => (new ExistenceTest(q, false), right.Span));

    /// <summary>What a branch leaves to the case in which there is no row.</summary>
    private IEnumerable<TextSpan> Regions(IfStatementSyntax branch, bool whenExists)
    {
        if (!whenExists)
        {
            yield return branch.Statement.Span;
            yield break;
        }

        if (branch.Else is { } other)
        {
            yield return other.Span;
        }

        if (Leaves(branch.Statement) || RecordsError(branch.Statement))
        {
            yield return After(branch);
        }
    }

    private TextSpan After(SyntaxNode node)
    {
        var loop = node.Ancestors().TakeWhile(a => a != operation.Body).FirstOrDefault(a => a is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or AnonymousFunctionExpressionSyntax);
        return TextSpan.FromBounds(node.Span.End, System.Math.Max(node.Span.End, (loop ?? operation.Body).Span.End));
    }

    /// <summary>True when nothing after the statement runs once it has.</summary>
    public static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.LastOrDefault() is { } last && Leaves(last),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax or YieldStatementSyntax => true,
        _ => false,
    };

    private static bool RecordsError(StatementSyntax statement) =>
        statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => MethodBodies.NameOf(c) is "AddModelError" or "AddError" or "AddFailure");

    /// <summary>A method that only asks and throws when there is a row: what follows the call is the case without one.</summary>
    private IEnumerable<(ExistenceTest, TextSpan)> Refusals(InvocationExpressionSyntax call)
    {
        foreach (var target in operation.Program.Targets(call, operation.Model))
        {
            var inner = OperationOf(target);
            var refused = inner?.Nodes.OfType<IfStatementSyntax>().Where(b => Throws(b.Statement))
                .SelectMany(b => ExistenceTest.In(b.Condition, inner!)).FirstOrDefault(t => t.SaysExists && RaceKeys.Asked(t.Query, inner!))?.Query;
            if (refused is not null)
            {
                yield return (new ExistenceTest(ExistenceTest.Asked(refused, call, target), true), After(call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call));
            }
        }
    }

    private static bool Throws(StatementSyntax statement) =>
        statement is ThrowStatementSyntax || (statement is BlockSyntax block && block.Statements.LastOrDefault() is ThrowStatementSyntax);

    private IEnumerable<InvocationExpressionSyntax> Inserts(TextSpan region) =>
        operation.Calls.Where(c => region.Contains(c.Span) && (StoreEffects.Of(operation.Program).OfCall(c, operation.Model).Has(StoreEffect.Inserts) || Navigated(c) is not null));

    /// <summary>The type of the row that a call adds to a collection of a stored row: <c>course.Seats.Add(seat)</c>.</summary>
    private INamedTypeSymbol? Navigated(InvocationExpressionSyntax call) =>
        MethodBodies.NameOf(call) == "Add" && MethodBodies.ReceiverOf(call) is MemberAccessExpressionSyntax { Expression: { } owner } member
        && StoreTypes.ElementOf(operation.Model.GetTypeInfo(member).Type) is { SpecialType: SpecialType.None } element && !StoreTypes.IsDbSet(operation.Model.GetTypeInfo(member).Type)
        && _rows.Of(owner, operation.Model) is not null ? element : null;

    private bool Adds(InvocationExpressionSyntax insert, StoreQuery query)
    {
        if (Navigated(insert) is { } element)
        {
            return query.Entity is { } asked && Same(element, asked);
        }

        var effects = StoreEffects.Of(operation.Program).OfCall(insert, operation.Model);
        if (query.Sql is { Table.Length: > 0 } sql && effects.Tables.Contains(sql.Table))
        {
            return true;
        }

        return query.Entity is { } entity && effects.Inserted.Any(i => i is ITypeParameterSymbol ? Mentions(insert, entity) : Same(i, entity));
    }

    // A method that asks before it inserts decides by its own answer, and is reported where it stands.
    private bool AsksItself(InvocationExpressionSyntax insert, StoreQuery query) =>
        operation.Program.Targets(insert, operation.Model).Any(target => OperationOf(target) is { } inner && inner.Nodes.Count < MostNodes
            && new CheckThenInsert(inner).Tests().Any(t => t.Test.Query.Entity is { } asked && query.Entity is { } entity && Same(asked, entity)));

    private StoreOperation? OperationOf(IMethodSymbol target)
    {
        var declaration = target.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        return declaration is null || operation.Program.ModelOf(declaration.SyntaxTree) is not { } model ? null : StoreOperation.Of(declaration, operation.Program, model);
    }

    // A generic repository adds rows of its type parameter; the call says which.
    private bool Mentions(InvocationExpressionSyntax call, INamedTypeSymbol entity)
    {
        var model = operation.Model;
        var receiver = MethodBodies.ReceiverOf(call) is { } r ? model.GetTypeInfo(r).Type as INamedTypeSymbol : null;
        return call.ArgumentList.Arguments.Select(a => model.GetTypeInfo(a.Expression).Type).Any(t => t is not null && (Same(t, entity) || (StoreTypes.ElementOf(t) is { } e && Same(e, entity))))
            || (receiver is not null && receiver.TypeArguments.Concat(receiver.AllInterfaces.SelectMany(i => i.TypeArguments)).Any(t => Same(t, entity)));
    }

    private static bool Same(ISymbol type, INamedTypeSymbol entity)
    {
        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if (SameSymbol.Comparer.Equals(t.OriginalDefinition, entity.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDecided(InvocationExpressionSyntax insert)
    {
        var decisions = RaceDecisions.Of(operation.Program);
        var effects = StoreEffects.Of(operation.Program);
        return decisions.Hold(Deciding, insert, operation)
            || operation.Calls.Any(c => c.SpanStart >= insert.SpanStart && effects.OfCall(c, operation.Model).Has(StoreEffect.Saves) && decisions.Hold(Deciding, c, operation));
    }
}

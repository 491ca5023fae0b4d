using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>BS0003: a query that runs once for each element of a loop, directly or through the methods it calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryPerElementAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new("BS0003", "Query per element", "{0}", "data-access", DiagnosticSeverity.Warning, true);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var program = SourceProgram.Of(start.Compilation);
            start.RegisterSyntaxNodeAction(c => Inspect(c, program), SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.ForStatement, SyntaxKind.InvocationExpression);
        });
    }

    private static void Inspect(SyntaxNodeAnalysisContext context, SourceProgram program)
    {
        var model = context.SemanticModel;
        var reader = StoreReader.Of(program);
        if (!MightQuery(context.Node) || ElementLoop.Of(context.Node, reader, model) is not { } loop)
        {
            return;
        }

        foreach (var call in QueriesIn(loop, program, model))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.GetLocation(), Message(call, loop, reader, model)));
        }
    }

    private static bool MightQuery(SyntaxNode node) => node is not InvocationExpressionSyntax call
        || call.ArgumentList.Arguments.LastOrDefault()?.Expression is AnonymousFunctionExpressionSyntax lambda && lambda.DescendantNodes().OfType<InvocationExpressionSyntax>().Any();

    private static IEnumerable<InvocationExpressionSyntax> QueriesIn(ElementLoop loop, SourceProgram program, SemanticModel model)
    {
        if (OwnsUnitOfWork(loop, program, model) || LeavesAtOnce(loop.Code))
        {
            yield break;
        }

        var tainted = ElementNames(loop);
        foreach (var call in loop.Code.DescendantNodesAndSelf(n => n == loop.Code || !IsNestedLoop(n)).OfType<InvocationExpressionSyntax>())
        {
            if (DependsOn(call, tainted) && Queries(call, loop, program, model) && !call.Ancestors().TakeWhile(a => a != loop.Code).OfType<InvocationExpressionSyntax>().Any(o => Contains(o, call) && Queries(o, loop, program, model)))
            {
                yield return call;
            }
        }
    }

    // The receiver chain of a query is the query's own.
    private static bool Contains(InvocationExpressionSyntax outer, InvocationExpressionSyntax call) => outer.Expression.Span.Contains(call.Span);

    private static bool IsNestedLoop(SyntaxNode node) => node is ForEachStatementSyntax or ForEachVariableStatementSyntax or ForStatementSyntax;

    private static bool Queries(InvocationExpressionSyntax call, ElementLoop loop, SourceProgram program, SemanticModel model)
    {
        var reader = StoreReader.Of(program);
        if (reader.Read(call, model) is { } query)
        {
            return query is { Executes: true, Result: not QueryResult.Write } && !IsBatched(query, loop) && !IsPreloaded(query, call) && query.Sql is not { IsWrite: true }
                && (query.Via is null || IsPlainRead(call, program, model));
        }

        return IsExplicitLoad(call, model) || (program.Targets(call, model).Count > 0 && IsPlainRead(call, program, model));
    }

    // Through a method: one that also writes is a piece of work for each element, and one with a cache does not go to the store each time.
    private static bool IsPlainRead(InvocationExpressionSyntax call, SourceProgram program, SemanticModel model)
    {
        var effects = StoreEffects.Of(program).OfCall(call, model);
        return effects.Has(StoreEffect.Queries)
            && (effects.Flags & (StoreEffect.Saves | StoreEffect.Inserts | StoreEffect.Updates | StoreEffect.Caches | StoreEffect.OwnsUnitOfWork)) == 0;
    }

    private static bool IsExplicitLoad(InvocationExpressionSyntax call, SemanticModel model) =>
        MethodBodies.NameOf(call) is "Load" or "LoadAsync"
        && MethodBodies.ReceiverOf(call) is InvocationExpressionSyntax navigation && MethodBodies.NameOf(navigation) is "Collection" or "Reference"
        && MethodBodies.ReceiverOf((InvocationExpressionSyntax)MethodBodies.ReceiverOf(call)!) is InvocationExpressionSyntax entry && MethodBodies.NameOf(entry) == "Entry"
        && MethodBodies.ReceiverOf(entry) is { } owner && StoreTypes.IsContext(model.GetTypeInfo(owner).Type);

    // An element that is itself a batch: ids.Chunk(100), then batch.Contains(x.Id).
    private static bool IsBatched(StoreQuery query, ElementLoop loop) =>
        query.Conditions.SelectMany(c => c.DescendantNodesAndSelf()).OfType<InvocationExpressionSyntax>()
            .Any(c => MethodBodies.NameOf(c) == "Contains" && MethodBodies.ReceiverOf(c)?.ToString() == loop.Element);

    // Find answers from the rows already tracked: loaded before the loop, it costs nothing.
    private static bool IsPreloaded(StoreQuery query, InvocationExpressionSyntax call) =>
        QueryOperators.Plain(MethodBodies.NameOf(call)) == "Find"
        && MethodBodies.EnclosingBody(call) is { } body
        && body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => c.SpanStart < call.SpanStart && MethodBodies.NameOf(c) is "Load" or "LoadAsync" && c.ToString().Contains("Contains"))
        && query.Via is null;

    private static bool OwnsUnitOfWork(ElementLoop loop, SourceProgram program, SemanticModel model) =>
        loop.Code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(c =>
            MethodBodies.NameOf(c) is "CreateScope" or "CreateAsyncScope" or "CreateDbContext" or "CreateDbContextAsync"
            || MethodBodies.NameOf(c).StartsWith("BeginTransaction", StringComparison.Ordinal));

    private static bool LeavesAtOnce(SyntaxNode code) =>
        code is BlockSyntax block && block.Statements.LastOrDefault() is ReturnStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax
        && !block.DescendantNodes().OfType<ContinueStatementSyntax>().Any();

    private static HashSet<string> ElementNames(ElementLoop loop)
    {
        var names = new HashSet<string> { loop.Element };
        foreach (var node in loop.Code.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } local when Mentions(value, names):
                    names.Add(local.Identifier.ValueText);
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target, Right: { } right } when Mentions(right, names):
                    names.Add(target.Identifier.ValueText);
                    break;
                case SingleVariableDesignationSyntax designation when designation.FirstAncestorOrSelf<ExpressionSyntax>() is { } test && Mentions(test, names):
                    names.Add(designation.Identifier.ValueText);
                    break;
            }
        }

        return names;
    }

    private static bool DependsOn(InvocationExpressionSyntax call, HashSet<string> names) => Mentions(call, names);

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(n => names.Contains(n.Identifier.ValueText) && (n.Parent is not MemberAccessExpressionSyntax member || member.Name != n));

    private static string Message(InvocationExpressionSyntax call, ElementLoop loop, StoreReader reader, SemanticModel model)
    {
        var query = reader.Read(call, model);
        var what = query?.Via is null && query is not null
            ? "A query" + (query.Entity is { } entity ? " on " + entity.Name : "")
            : $"'{MethodBodies.NameOf(call)}' queries the store" + (query?.Entity is { } e ? " for " + e.Name : "") + " and";
        return $"{what} runs once for each '{loop.Element}' of '{Short(loop.Source!)}', so the round trips grow with the data. "
            + "Load what the loop needs with one query before it (a join, Include, or a Contains over the keys) and look it up in memory.";
    }

    private static string Short(ExpressionSyntax source)
    {
        var text = source.ToString();
        var line = text.IndexOf('\n');
        text = line < 0 ? text : text.Substring(0, line).TrimEnd() + "…";
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }
}

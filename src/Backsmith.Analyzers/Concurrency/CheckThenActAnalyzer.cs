using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>BS0002: what was read from a store decides what is written, and nothing keeps it true in between.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckThenActAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0002";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Two requests at one time can both pass a check on stored data",
        "{0}. {1}.",
        "concurrency",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Between the query that asks and the statement that writes, another request does the same: two accounts get one address, two orders sell the last copy, one of two payments is forgotten. A transaction at the default isolation level does not help, because readers do not block each other there (SQL Server and PostgreSQL: read committed). It does not show in tests, and in production only under load.\n\nLet the store decide. For what must be there once: a unique index, and catch its violation (DbUpdateException), or one upsert statement. For a quantity: one conditional update (ExecuteUpdate with the condition in Where, UPDATE ... WHERE stock >= @n), or a concurrency token and a retry on DbUpdateConcurrencyException. For what is neither: a serializable transaction or a lock of the database.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (TestCode.Is(start.Compilation) || ConsoleTools.Is(start.Compilation, start.CancellationToken))
                return;
            var program = SourceProgram.Of(start.Compilation);
            start.RegisterSyntaxNodeAction(node => Analyze(node, program), SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement,
                SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.AnonymousMethodExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, SourceProgram program)
    {
        if (StoreOperation.Of(context.Node, program, context.SemanticModel) is not { } operation)
            return;
        var updates = new LostUpdate(operation).Find().ToList();
        var reports = updates.Select(u => Update(operation, u.Node, u.Entity, u.Member)).Concat(Insertions(operation, updates.Select(u => u.Entity).ToList()))
            .Concat(Renames(operation)).Concat(Numbers(operation)).Concat(Statements(operation)).ToList();
        if (reports.Count == 0 || SerialCode.Of(program).Holds(operation))
            return;
        foreach (var report in reports)
            context.ReportDiagnostic(report);
    }

    private static IEnumerable<Diagnostic> Insertions(StoreOperation operation, IReadOnlyCollection<INamedTypeSymbol> changed)
    {
        foreach (var test in new CheckThenInsert(operation).Find())
        {
            // What is said of the same rows' quantity is one flaw with this.
            if (test.Query.Entity is { } known && changed.Contains(known, SameSymbol.Comparer))
                continue;
            yield return test.IsCapacity ? Capacity(test.Query, operation) : Insertion(test.Query, operation);
        }
    }

    private static Diagnostic Insertion(StoreQuery query, StoreOperation operation)
    {
        var unique = query.Entity is { } entity && ConcurrencyTokens.Of(operation.Program).IsUnique(entity, Members(query));
        var outcome = unique ? "so of two requests at one time one fails on the unique index with an error that nothing handles" : "so two requests at one time both hear no and both insert";
        var way = unique ? "Catch the violation of the index where the row is saved and answer as the check does" : "Let a unique index decide and catch its violation, or use one upsert statement or a serializable transaction";
        return Report(query.Expression, unique || !query.IsResolved, $"'{operation.Name}' asks whether the {RowOf(query)} is there before it inserts it, {outcome}", way);
    }

    private static Diagnostic Capacity(StoreQuery query, StoreOperation operation) => Report(query.Expression, !query.IsResolved,
        $"'{operation.Name}' compares what is taken by each {RowOf(query)} with a limit before it inserts another one, so two requests at one time both fit and together exceed it",
        "Keep what is left in the limit's row and take from it in one conditional update, or use a serializable transaction or a lock of that row");

    private static IEnumerable<Diagnostic> Renames(StoreOperation operation) =>
        new CheckThenRename(operation).Find().Select(r => Report(r.Query.Expression, true,
            $"'{operation.Name}' asks whether another {RowOf(r.Query)} has this '{r.Member.Name}' before it sets it, and two requests at one time both hear no",
            "Let a unique index decide, catch its violation where the row is saved and answer as the check does"));

    private static IEnumerable<Diagnostic> Numbers(StoreOperation operation) =>
        new NextNumber(operation).Find().Select(query => Report(query.Expression, !query.IsResolved,
            $"'{operation.Name}' takes the number of a new {RowOf(query)} from the highest one stored, so two requests at one time get the same",
            "Let the store number its rows (identity column, sequence), or let a unique index decide and try again"));

    private static Diagnostic Update(StoreOperation operation, SyntaxNode node, INamedTypeSymbol entity, ISymbol member) => Report(node, false,
        $"'{operation.Name}' computes '{entity.Name}.{member.Name}' from the value it loaded and writes it back, so of two requests at one time one is forgotten",
        $"Change it with one conditional update in the store, or give '{entity.Name}' a concurrency token and try again on a conflict");

    private static IEnumerable<Diagnostic> Statements(StoreOperation operation) =>
        new StatementUpdate(operation).Find().Select(change => Report(change.Value, false,
            $"'{operation.Name}' computes '{change.Column}' of {change.Table} from the value it read and writes it back, so of two requests at one time one is forgotten",
            $"Let the statement compute it, with a condition (SET {change.Column} = {change.Column} - @n WHERE {change.Column} >= @n)"));

    private static string RowOf(StoreQuery query) =>
        query.Entity is { SpecialType: SpecialType.None, IsReferenceType: true } entity ? entity.Name : query.Sql is { Table.Length: > 0 } sql ? $"row of '{sql.Table}'" : "row";

    private static IEnumerable<string> Members(StoreQuery query) =>
        query.Conditions.OfType<LambdaExpressionSyntax>().SelectMany(c => c.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(m => IsParameter(m.Expression, c))).Select(m => m.Name.Identifier.ValueText).Distinct();

    private static bool IsParameter(ExpressionSyntax expression, LambdaExpressionSyntax lambda) =>
        expression is IdentifierNameSyntax name && (lambda is SimpleLambdaExpressionSyntax simple ? simple.Parameter.Identifier.ValueText == name.Identifier.ValueText
            : lambda is ParenthesizedLambdaExpressionSyntax several && several.ParameterList.Parameters.Any(p => p.Identifier.ValueText == name.Identifier.ValueText));

    private static Diagnostic Report(SyntaxNode node, bool isWeaker, string what, string way) =>
        Diagnostic.Create(Descriptor, node.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add("confidence", isWeaker ? "medium" : "high"), what, way);
}

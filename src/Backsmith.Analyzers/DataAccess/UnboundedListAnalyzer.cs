using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>BS0004: an endpoint that returns every stored row there is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedListAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0004";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "List endpoint without a limit",
        "'{0}' returns {1} and nothing on the way{2} limits how many, so one request grows with the table until it takes the memory and the time of all others. Page it: take a page and a size, clamp the size, and apply OrderBy, Skip and Take in the query.",
        "data-access",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A list that is read in full works in development, where the table has ten rows. In production it grows with the business: each request then reads, tracks, serialises and sends the whole table, and a client needs only a handful of parallel requests to take the service down (OWASP API4:2023, unrestricted resource consumption). Adding a limit later breaks clients that rely on getting everything, so the limit belongs into the first version.\n\nTake a page number and a size from the caller (or a cursor: the last key seen), clamp the size to a maximum, order by a unique key, and apply Skip and Take to the query before it runs. The rule stays silent on the children of one parent, on what belongs to the caller, on rows of listed keys, on ranges with both ends, on groups and aggregates, on code lists such as countries and categories, on tables whose rows the model states with HasData, on streams (IAsyncEnumerable) and on OData. It takes an operator that it does not know for a limit.");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (TestCode.Is(start.Compilation))
            {
                return;
            }

            var program = SourceProgram.Of(start.Compilation);
            var tables = new LookupTables(program);
            var reported = new ConcurrentDictionary<Location, bool>();
            start.RegisterSyntaxNodeAction(c => Inspect(c, program, tables, reported), SyntaxKind.MethodDeclaration, SyntaxKind.InvocationExpression);
        });
    }

    private static void Inspect(SyntaxNodeAnalysisContext context, SourceProgram program, LookupTables tables, ConcurrentDictionary<Location, bool> reported)
    {
        if (Endpoint.Of(context.Node, context.SemanticModel) is not { } endpoint || endpoint.Marks.Any(m => m is "EnableQuery" or "ODataController")
            || !program.Owns(endpoint.Body.SyntaxTree) || program.ModelOf(endpoint.Body.SyntaxTree) is not { } model || (endpoint.MayChange && Changes(endpoint.Body, model, program)))
        {
            return;
        }

        var sets = new ReturnedSets(program);
        foreach (var set in Answers(endpoint.Body).SelectMany(r => sets.Of(r, model)))
        {
            if (RowBounds.AreMissing(set.Query, program) && !tables.Contains(set.Query.Entity) && reported.TryAdd(set.Place.GetLocation(), true))
            {
                context.ReportDiagnostic(Create(endpoint, set, program));
            }
        }
    }

    // What it returns, and what it writes to the response itself.
    private static IEnumerable<ExpressionSyntax> Answers(SyntaxNode body) => MethodBodies.Returned(body).Concat(MethodBodies.Own(body).OfType<InvocationExpressionSyntax>()
        .Where(c => MethodBodies.NameOf(c) == "WriteAsJsonAsync" && c.ArgumentList.Arguments.Count > 0).Select(c => c.ArgumentList.Arguments[0].Expression));

    // A command that answers with the list is not how the list is read.
    private static bool Changes(SyntaxNode body, SemanticModel model, SourceProgram program) => (StoreEffects.Of(program).OfCode(body, model).Flags & (StoreEffect.Saves | StoreEffect.Inserts | StoreEffect.Updates)) != 0;

    private static Diagnostic Create(Endpoint endpoint, ReturnedSet set, SourceProgram program)
    {
        var query = set.Query;
        var isFiltered = query.Steps.Any(s => s.Name == "Where" && s.Arguments.Any(a => a is LambdaExpressionSyntax)) || query.Sql?.Text.IndexOf("where", System.StringComparison.OrdinalIgnoreCase) > 0;
        var what = query.Subject is { } name ? $"every stored {name}" : $"every row of {RootOf(query)}";
        what += isFiltered ? " that matches" : "";
        var way = set.Place is InvocationExpressionSyntax call && (set.Place != query.Expression || query.Via is not null) ? $" through '{MethodBodies.NameOf(call)}'" : "";
        var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", query.IsResolved ? "high" : "medium");
        if (set.Place == query.Expression || !program.Owns(query.Expression.SyntaxTree))
        {
            return Diagnostic.Create(Descriptor, set.Place.GetLocation(), properties, endpoint.Name, what, way);
        }

        properties = properties.Add("flow.0", "reads all rows").Add("flow.1", $"returned by '{endpoint.Name}'");
        return Diagnostic.Create(Descriptor, set.Place.GetLocation(), [query.Expression.GetLocation(), set.Place.GetLocation()], properties, endpoint.Name, what, way);
    }

    private static string RootOf(StoreQuery query)
    {
        var root = query.Expression;
        while (MethodBodies.Bare(root) is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver)
        {
            root = receiver;
        }

        return root is MemberAccessExpressionSyntax set ? $"'{set.Name}'" : "a query";
    }
}

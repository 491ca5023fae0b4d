using System.Collections.Concurrent;
using System.Collections.Immutable;
using Backsmith.Analyzers.DataFlow;
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
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0003";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Query for each element of a loop",
        "{0} runs once for each {1} of '{2}', so the round trips grow with the data. Load what the loop needs with one query before it (a join, Include, or a Contains over the keys) and look it up in memory.",
        "data-access",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "One query reads the list, then one more runs for each of its N elements: N + 1 round trips. Each costs little where the database is near and the list is short, so nothing shows in development; with a thousand rows the same request takes a thousand round trips, holds its connection all the while, and starves the pool for everybody else.\n\nRead before the loop what all of its elements need: let the first query join or project it (Include, Select), or collect the keys, ask once with Contains over them (in batches of some hundred when there are many), and look the rows up in a dictionary. The rule stays silent on batches, on answers that are remembered (a cache, a dictionary, ??=), on loops whose length is written in the code, on strategies and providers that are iterated, on work that opens its own scope or transaction for each element, on calls that also write, and on code that runs once (seeding, migrations, start-up).");

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
            var reported = new ConcurrentDictionary<Location, bool>();
            start.RegisterSyntaxNodeAction(
                c => Inspect(c, program, reported), SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.ForStatement, SyntaxKind.WhileStatement, SyntaxKind.InvocationExpression, SyntaxKind.QueryExpression);
        });
    }

    private static void Inspect(SyntaxNodeAnalysisContext context, SourceProgram program, ConcurrentDictionary<Location, bool> reported)
    {
        if (ElementLoop.Of(context.Node, StoreReader.Of(program), context.SemanticModel) is not { } loop || LoopWork.IsSeparate(loop.Code) || LoopWork.RunsOnce(context.Node))
        {
            return;
        }

        foreach (var found in QueriesPerElement.Of(program).In(loop, context.SemanticModel))
        {
            if (reported.TryAdd(found.Place.GetLocation(), true))
            {
                context.ReportDiagnostic(Create(found, loop, program));
            }
        }
    }

    private static Diagnostic Create(QueryPerElement found, ElementLoop loop, SourceProgram program)
    {
        var on = found.Query.Subject is { } subject ? " on " + subject : "";
        var what = found.Navigation is not null ? $"The lazy load of '{found.Navigation}'" : found.Targets == 0 ? "A query" + on : $"The query{on} behind '{NameOf(found.Place)}'";
        var confidence = found.Query.IsResolved && found.Targets < 2 ? "high" : "medium";
        var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", confidence);
        var arguments = new object[] { what, loop.Shown, Short(loop.Source!) };
        if (found.Targets == 0 || !program.Owns(found.Query.Expression.SyntaxTree))
        {
            return Diagnostic.Create(Descriptor, found.Place.GetLocation(), properties, arguments);
        }

        properties = properties.Add("flow.0", "goes to the store").Add("flow.1", $"called for each {loop.Shown}");
        return Diagnostic.Create(Descriptor, found.Place.GetLocation(), [found.Query.Expression.GetLocation(), found.Place.GetLocation()], properties, arguments);
    }

    private static string NameOf(ExpressionSyntax place) => place switch
    {
        InvocationExpressionSyntax call => MethodBodies.NameOf(call),
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => place.ToString(),
    };

    private static string Short(ExpressionSyntax source)
    {
        var text = source.ToString();
        var line = text.IndexOf('\n');
        text = line < 0 ? text : text.Substring(0, line).TrimEnd() + "…";
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }
}

using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Injection;

/// <summary>BS0001: SQL built from a value that comes from outside.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqlInjectionAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0001";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "SQL built from a value that comes from outside",
        "{0} becomes part of the SQL text that '{1}' runs, so {2}. {3}.",
        "injection",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A value that becomes part of an SQL text is read by the database as SQL. Whoever sends it can read, change or delete other rows, get past a sign-in, and on some servers run programs (CWE-89, OWASP A03:2021). The value is followed through methods, fields, properties, collections and builders of text, from where it enters the application; in a library, from the public method that takes it. Doubling quotes is not enough: numbers and identifiers need none, and databases differ in what ends a text.\n\nPass the value as a parameter: a parameter of the ADO.NET command, a member of Dapper's parameter object, a hole of Entity Framework's interpolated methods. A table, a column or a direction cannot be a parameter: choose it from a closed list in the code. The fix makes parameters where each value stands where a value may stand; a value in an IN list, a name or a piece of SQL is left to you.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var tracer = new BackwardTracer(index, new SqlPolicy(index));
        var found = new List<(Flow Flow, SqlSink Sink)>();
        foreach (var sink in new SqlSinks(index).All())
        {
            if (!sink.Text.ConstantValue.HasValue)
                found.AddRange(tracer.Find(sink.Text, Trace.From(sink.Text.Syntax, $"run as SQL by '{sink.Runs}'")).Select(f => (f, sink)));
        }

        foreach (var flow in FlowReport.Strongest(found.Select(f => f.Flow)))
        {
            var sink = found.First(f => f.Flow == flow).Sink;
            var confidence = FlowReport.Weaker(flow.Origin.Confidence, sink.Resolved ? "high" : "medium");
            context.ReportDiagnostic(FlowReport.Create(Descriptor, flow, confidence, Subject(flow), sink.Runs, Consequence(flow), Remedy(flow, index)));
        }
    }

    private static string Subject(Flow flow) => char.ToUpperInvariant(flow.Origin.Description[0]) + flow.Origin.Description.Substring(1) + (flow.Origin.IsInSight ? " and" : "");

    private static string Consequence(Flow flow) =>
        flow.Origin.IsInSight ? "whoever sends it can change the statement" : "a caller that hands on what a user typed lets that user change the statement";

    private static string Remedy(Flow flow, SourceIndex index) => Text(flow.Trace.Sink, index) switch
    {
        { } text when StandsForName(text, index) && IsComposedBefore(flow, text, index) => "Pass it as a parameter where it is a value of the statement, and choose it from a closed list in the code where it is a name",
        { } text when StandsForName(text, index) => "A parameter cannot stand there, so choose what goes there from a closed list in the code",
        _ => "Pass it as a parameter instead of building it into the text",
    };

    /// <summary>The composed text that runs at the sink; null when it is not put together in one expression.</summary>
    private static TextComposition? Text(SyntaxNode sink, SourceIndex index)
    {
        if (sink is not ExpressionSyntax text)
            return null;
        var model = index.Model(text.SyntaxTree);
        if (model.GetSymbolInfo(text).Symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(index.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value })
            text = value;
        return TextComposition.Of(text, model);
    }

    /// <summary>Whether no value of the text stands where a parameter may stand: all are names, lists or pieces of SQL.</summary>
    private static bool StandsForName(TextComposition composition, SourceIndex index)
    {
        var model = index.Model(composition.Expression.SyntaxTree);
        var read = SqlPlaces.Of(composition);
        bool HoldsText(int part) => TextTypes.CanHold(model.GetTypeInfo(composition.Parts[part].Value!, index.Cancellation).Type);
        return read.IsStatement && read.Names.Any(HoldsText) && !read.Places.Any(p => p.Holes.Any(HoldsText));
    }

    /// <summary>Whether the value became part of a piece of SQL before the statement, so that the place of the piece says nothing about its own.</summary>
    private static bool IsComposedBefore(Flow flow, TextComposition text, SourceIndex index) =>
        flow.Trace.Step.ToSink(int.MaxValue)
            .SelectMany(step => step.Node.AncestorsAndSelf().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax)).OfType<ExpressionSyntax>())
            .Where(part => part.SyntaxTree != text.Expression.SyntaxTree || !part.Span.IntersectsWith(text.Expression.Span))
            .Any(part => part.IsKind(SyntaxKind.AddAssignmentExpression) || TextComposition.Of(part, index.Model(part.SyntaxTree)) is not null);
}

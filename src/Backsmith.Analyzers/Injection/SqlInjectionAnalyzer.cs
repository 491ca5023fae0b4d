using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Injection;

/// <summary>BS0001: SQL built from a value that comes from outside.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqlInjectionAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0001";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "SQL built from a value that comes from outside",
        "{0} becomes part of the SQL text that '{1}' runs, so whoever sends it can change the statement{2}. Pass it as a parameter instead of building it into the text.",
        "injection",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        if (TestCode.Is(context.Compilation))
            return;
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
            context.ReportDiagnostic(FlowReport.Create(Descriptor, flow, confidence, Subject(flow), sink.Runs, Way(flow)));
        }
    }

    private static string Subject(Flow flow)
    {
        var text = flow.Origin.Description;
        return char.ToUpperInvariant(text[0]) + text.Substring(1) + ", and it";
    }

    private static string Way(Flow flow)
    {
        var start = flow.Origin.Node.SyntaxTree;
        return start == flow.Trace.Sink.SyntaxTree ? "" : $" (it starts in {System.IO.Path.GetFileName(start.FilePath)})";
    }
}

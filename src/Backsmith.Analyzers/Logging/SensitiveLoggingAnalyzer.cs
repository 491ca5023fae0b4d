using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Logging;

/// <summary>BS0006: sensitive data in logs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveLoggingAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0006";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Sensitive data in logs",
        "{0} and '{1}' writes it to the log, where more people and systems can read it, and for longer, than the data allows. Leave it out, or log a stable id or a masked form.",
        "logging",
        DiagnosticSeverity.Warning,
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
        var tracer = new BackwardTracer(index, new SensitiveDataPolicy());
        var found = new List<(Flow Flow, LogSink Sink)>();
        foreach (var sink in new LogSinks(index).All())
            found.AddRange(tracer.Find(sink.Value, Trace.From(sink.Value.Syntax, $"written to the log by '{sink.Runs}'")).Select(f => (f, sink)));
        foreach (var flow in FlowReport.Strongest(found.Select(f => f.Flow)))
        {
            var sink = found.First(f => f.Flow == flow).Sink;
            var confidence = FlowReport.Weaker(flow.Origin.Confidence, sink.Resolved ? "high" : "medium");
            context.ReportDiagnostic(FlowReport.Create(Descriptor, flow, confidence, flow.Origin.Description, sink.Runs));
        }
    }
}

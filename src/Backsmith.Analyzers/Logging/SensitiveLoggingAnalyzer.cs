using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.Logging;

/// <summary>BS0006: sensitive data in logs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SensitiveLoggingAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0006";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Sensitive data in logs",
        "{0}, and '{1}' writes it to a log that more people and systems read, and keep for longer, than they should. Leave it out, or log an id or a masked form instead.",
        "logging",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A log is read by more people and systems than the database, is copied to other services, and is kept for long. A password or a token in it opens the account to whoever reads it; a card number, an address or a telephone number in it breaks what was promised to the customer and what the law asks (CWE-532, OWASP Logging Cheat Sheet, PCI DSS 3). The value is followed from the log call back through locals, members and methods to a datum whose name and type say what it is; values that are masked, hashed, cut to their last digits or only counted are left alone.\n\nLeave the value out, or log an id that means something only inside, or a masked form. The fix takes the argument out of the call together with its place in the template and the words that only announce it; where no sentence would be left, three asterisks stand for the value.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var tracer = new BackwardTracer(index, new SensitiveDataPolicy());
        var found = new List<(Flow Flow, LogSink Sink)>();
        foreach (var sink in new LogSinks(index).All())
        {
            var trace = Trace.From(sink.Value.Syntax, $"written to the log by '{sink.Runs}'");
            found.AddRange(tracer.Find(sink.Value, trace).Select(f => (f, sink)));
            if (ShownMembers.Find(sink.Value, sink.ShowsMembers) is { } members)
                found.Add((new Flow(members, trace.Via(members.Node, members.Description)), sink));
        }

        foreach (var flow in FlowReport.Strongest(found.Select(f => f.Flow)))
        {
            var sink = found.First(f => f.Flow == flow).Sink;
            var confidence = FlowReport.Weaker(flow.Origin.Confidence, sink.Resolved ? "high" : "medium");
            context.ReportDiagnostic(FlowReport.Create(Descriptor, flow, confidence, flow.Origin.Description, sink.Runs));
        }
    }
}

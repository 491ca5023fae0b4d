using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>A rule that reports a client's value in a dangerous place: a table of places, and what makes a value harmless there.</summary>
public abstract class ClientValueAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The property of a report that names the dangerous member.</summary>
    public const string MemberProperty = "member";

    /// <summary>The property of a report that says which part of the reported code is the client's value: how far behind its start it begins, and how long it is.</summary>
    public const string PartProperty = "part";

    private protected abstract IReadOnlyList<Place> Places { get; }

    private protected abstract TracePolicy PolicyOf(SourceIndex index);

    /// <summary>Whether the use is dangerous at all, whatever value it gets.</summary>
    private protected virtual bool IsDangerous(DangerousUse use, SourceIndex index) => true;

    /// <summary>Whether a value that reaches the use does harm there.</summary>
    private protected virtual bool DoesHarm(Flow flow, DangerousUse use, SourceIndex index) => true;

    /// <summary>The expression to report.</summary>
    private protected virtual SyntaxNode ReportedAt(Flow flow, DangerousUse use) => use.Value.Syntax;

    private protected virtual string ConfidenceOf(Flow flow, DangerousUse use) => FlowReport.Weaker(flow.Origin.Confidence, use.IsResolved ? "high" : "medium");

    /// <summary>What fills the rule's message: the client's value first, then the dangerous member.</summary>
    private protected virtual object[] Words(Flow flow, DangerousUse use) => [SubjectOf(flow), use.Member];

    private protected sealed override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken, isWhole: true);
        var tracer = new BackwardTracer(index, PolicyOf(index));
        var found = new List<(Flow Flow, DangerousUse Use, SyntaxNode At)>();
        foreach (var use in new DangerousUses(index).Of(Places).Where(u => !u.Value.ConstantValue.HasValue && IsDangerous(u, index)))
        {
            found.AddRange(tracer.Find(use.Value, Trace.From(use.Value.Syntax, $"used by '{use.Member}'"))
                .Where(f => DoesHarm(f, use, index)).Select(f => (f, use, ReportedAt(f, use))));
        }

        foreach (var reports in found.GroupBy(f => f.At))
        {
            var strongest = reports.OrderBy(r => ConfidenceOf(r.Flow, r.Use) == "high" ? 0 : 1).ThenBy(r => r.Flow.Trace.Step.ToSink(64).Count).First();
            var properties = ImmutableDictionary<string, string?>.Empty.Add(MemberProperty, strongest.Use.Member);
            if (ClientPart.In(strongest.At, strongest.Flow, index) is { } part)
                properties = properties.Add(PartProperty, $"{part.SpanStart - strongest.At.SpanStart} {part.Span.Length}");
            if (FlowReport.In(context.Compilation, Rule, strongest.Flow, strongest.At, properties, ConfidenceOf(strongest.Flow, strongest.Use), Words(strongest.Flow, strongest.Use)) is { } report)
                context.ReportDiagnostic(report);
        }
    }

    private protected static string SubjectOf(Flow flow) => char.ToUpperInvariant(flow.Origin.Description[0]) + flow.Origin.Description.Substring(1);
}

using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Turns a flow into a diagnostic that carries its way step by step, source first, sink last.</summary>
internal static class FlowReport
{
    internal static Diagnostic Create(DiagnosticDescriptor descriptor, Flow flow, string confidence, params object[] arguments)
    {
        var steps = flow.Trace.Step.ToSink();
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties["confidence"] = confidence;
        for (var i = 0; i < steps.Count; i++)
            properties[$"flow.{i}"] = steps[i].Message;
        return Diagnostic.Create(descriptor, flow.Trace.Sink.GetLocation(), steps.Select(s => s.Node.GetLocation()), properties.ToImmutable(), arguments);
    }

    /// <summary>A report that stands in the compilation's own code; null when no step of the flow does. Steps in projects it refers to are shown by file and line.</summary>
    internal static Diagnostic? In(Compilation compilation, DiagnosticDescriptor descriptor, Flow flow, SyntaxNode at, ImmutableDictionary<string, string?> extra, string confidence, params object[] arguments)
    {
        var all = flow.Trace.Step.ToSink(int.MaxValue);
        var place = compilation.ContainsSyntaxTree(at.SyntaxTree) ? at : all.Reverse().Select(s => s.Node).FirstOrDefault(n => compilation.ContainsSyntaxTree(n.SyntaxTree));
        if (place is null)
            return null;
        var steps = flow.Trace.Step.ToSink();
        var properties = extra.ToBuilder();
        properties["confidence"] = confidence;
        for (var i = 0; i < steps.Count; i++)
            properties[$"flow.{i}"] = steps[i].Message;
        return Diagnostic.Create(descriptor, place.GetLocation(), steps.Select(s => LocationOf(s.Node, compilation)), properties.ToImmutable(), arguments);
    }

    private static Location LocationOf(SyntaxNode node, Compilation compilation)
    {
        var location = node.GetLocation();
        return compilation.ContainsSyntaxTree(node.SyntaxTree) ? location : Location.Create(node.SyntaxTree.FilePath, location.SourceSpan, location.GetLineSpan().Span);
    }

    /// <summary>For each expression to report the strongest flow, the shortest among equals, in source order.</summary>
    internal static IEnumerable<Flow> Strongest(IEnumerable<Flow> flows) =>
        flows.GroupBy(f => f.Trace.Sink)
            .Select(g => g.OrderBy(f => Rank(f.Origin.Confidence)).ThenBy(f => f.Trace.Step.ToSink(64).Count).First());

    internal static string Weaker(string left, string right) => Rank(left) >= Rank(right) ? left : right;

    private static int Rank(string confidence) => confidence switch
    {
        "high" => 0,
        "medium" => 1,
        _ => 2,
    };
}

using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>One place a value passes on its way to a sink; <see cref="Next"/> lies nearer to the sink.</summary>
internal sealed class TraceStep(SyntaxNode node, string message, TraceStep? next)
{
    internal SyntaxNode Node { get; } = node;

    internal string Message { get; } = message;

    internal TraceStep? Next { get; } = next;

    /// <summary>The steps from here to the sink, at most <paramref name="limit"/>, the sink always kept as the last.</summary>
    internal IReadOnlyList<TraceStep> ToSink(int limit = 12)
    {
        var steps = new List<TraceStep>();
        for (var step = this; step is not null; step = step.Next)
        {
            if (steps.Count < limit)
                steps.Add(step);
            else
                steps[limit - 1] = step;
        }

        return steps;
    }
}

/// <summary>The call through which a trace entered a method, so that its parameters mean the arguments of that call only.</summary>
internal sealed class CallFrame(IOperation call, IMethodSymbol target, CallFrame? outer)
{
    internal IOperation Call { get; } = call;

    internal IMethodSymbol Target { get; } = target;

    internal CallFrame? Outer { get; } = outer;

    internal int Depth { get; } = (outer?.Depth ?? 0) + 1;
}

/// <summary>Where a backward walk stands: the way to the sink, the calls it is inside of, and whether the value has become part of a longer text.</summary>
internal sealed class Trace(TraceStep step, CallFrame? frame, bool composed, bool escaped, SyntaxNode sink)
{
    internal TraceStep Step { get; } = step;

    internal CallFrame? Frame { get; } = frame;

    /// <summary>True once the value was concatenated or interpolated with something else between here and the sink.</summary>
    internal bool Composed { get; } = composed;

    /// <summary>True once quotes were doubled or stripped on the way: weaker evidence, not a remedy.</summary>
    internal bool Escaped { get; } = escaped;

    /// <summary>The expression to report: the sink's argument, or the argument of a call that only hands a finished text on.</summary>
    internal SyntaxNode Sink { get; } = sink;

    internal static Trace From(SyntaxNode sink, string message) => new(new TraceStep(sink, message, null), null, false, false, sink);

    internal Trace Via(SyntaxNode node, string message) => new(new TraceStep(node, message, Step), Frame, Composed, Escaped, Sink);

    internal Trace Compose() => Composed ? this : new(Step, Frame, true, Escaped, Sink);

    internal Trace Escape() => Escaped ? this : new(Step, Frame, Composed, true, Sink);

    internal Trace In(CallFrame? frame) => new(Step, frame, Composed, Escaped, Sink);

    internal Trace At(SyntaxNode sink) => new(Step, Frame, Composed, Escaped, sink);
}

/// <summary>What a value was found to start from.</summary>
internal sealed class Origin(SyntaxNode node, string description, string confidence, ISymbol? symbol = null, bool isInSight = true)
{
    internal SyntaxNode Node { get; } = node;

    internal string Description { get; } = description;

    internal string Confidence { get; } = confidence;

    internal ISymbol? Symbol { get; } = symbol;

    /// <summary>False when the walk ends at a parameter whose callers are elsewhere, so that nobody knows what they give.</summary>
    internal bool IsInSight { get; } = isInSight;
}

/// <summary>One complete way from an origin to a sink.</summary>
internal sealed class Flow(Origin origin, Trace trace)
{
    internal Origin Origin { get; } = origin;

    internal Trace Trace { get; } = trace;
}

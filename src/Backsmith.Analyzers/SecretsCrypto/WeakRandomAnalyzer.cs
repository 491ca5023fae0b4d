using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0017: a token, code or password that is drawn from a generator whose next value can be computed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WeakRandomAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0017";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Secret drawn from a weak random",
        "{0} is made from {1}, so whoever has seen a few values or knows the time computes the next one. Draw it with RandomNumberGenerator.",
        "secrets-crypto",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Random is made to be fast and repeatable: its state is small, a seed gives the whole sequence, and outputs that were seen give the state. A clock is no secret at all. A token, a one-time code, a password or a key "
            + "made from either can be computed by whoever asked for one of their own (CWE-338, CWE-330).\n\n"
            + "Use System.Security.Cryptography.RandomNumberGenerator: GetBytes(32) for tokens and keys, GetInt32 for digits, GetString or GetHexString for text. The beginning of a GUID is reported as well, because too few digits are left. "
            + "Not reported: numbers for games, samples, delays and test data, and whole GUIDs.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        if (!WeakRandomPolicy.MayOccur(index))
            return;
        var tracer = new BackwardTracer(index, new WeakRandomPolicy(index));
        var reported = new HashSet<SyntaxNode>();
        foreach (var sink in SecretSinks.In(index))
        {
            var flows = tracer.Find(sink.Value, Trace.From(sink.Value.Syntax, $"becomes {sink.Name}"));
            foreach (var flow in flows.OrderBy(f => f.Origin.Node.SpanStart).Where(f => reported.Add(f.Origin.Node)))
                context.ReportDiagnostic(FlowReport.Create(Descriptor, new Flow(flow.Origin, flow.Trace.At(flow.Origin.Node)), flow.Origin.Confidence, sink.Name, flow.Origin.Description));
        }
    }
}

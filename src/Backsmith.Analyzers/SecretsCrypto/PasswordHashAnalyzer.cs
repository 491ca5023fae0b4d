using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0012: a password hashed with a fast hash, or stretched with too few rounds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PasswordHashAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0012";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Password hashed with a fast hash",
        "{0}. {1}.",
        "secrets-crypto",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "People choose passwords that can be guessed, so what stands between a stolen table and the accounts is the cost of one guess. MD5, SHA and HMAC are made to be fast: "
            + "graphics cards try billions of passwords a second against them, salted or not (CWE-916, CWE-759). PBKDF2 with a low count costs little more.\n\n"
            + "Use PasswordHasher<TUser> of ASP.NET Core Identity, Argon2id, bcrypt, or Rfc2898DeriveBytes.Pbkdf2 with the rounds that OWASP's Password Storage Cheat Sheet asks for: 600,000 with HMAC-SHA256 "
            + "or 210,000 with HMAC-SHA512; below 100,000 is reported. Keep the method and the count beside each hash, and renew old hashes when their owner signs in. Keys and tokens that were drawn at random, "
            + "hashes of files and signatures are not passwords and not reported.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var tracer = new BackwardTracer(index, new PasswordPolicy());
        foreach (var report in FastHashes(index, tracer).Concat(FewRounds(index, tracer)).GroupBy(r => r.Location).Select(g => g.First()))
            context.ReportDiagnostic(report);
    }

    private static IEnumerable<Diagnostic> FastHashes(SourceIndex index, BackwardTracer tracer)
    {
        var excuses = new SlowHashes(index);
        var implementations = new Implementations(index);
        foreach (var sink in new HashSinks(index).All().Concat(new HashFunctions(index).All()))
        {
            var flows = tracer.Find(sink.Data, Trace.From(sink.Data.Syntax, $"hashed with {sink.Algorithm}"));
            var strongest = FlowReport.Strongest(flows).Where(f => !excuses.Excuse(sink, f.Trace.Sink)).ToList();
            foreach (var flow in HashesNothingElse(index, implementations, sink, strongest) ? AtHash(sink, strongest) : strongest)
            {
                var what = $"{flow.Origin.Description} is hashed with {sink.Algorithm}, which is made to be fast, so whoever gets hold of the hashes tries billions of passwords a second";
                yield return FlowReport.Create(Descriptor, flow, FlowReport.Weaker(flow.Origin.Confidence, sink.Resolved ? "high" : "medium"), what,
                    "Use a hash that is slow on purpose: PasswordHasher<TUser>, Argon2id, bcrypt, or PBKDF2 with 600,000 rounds of HMAC-SHA256 (OWASP)");
            }
        }
    }

    /// <summary>Whether every call of the method that hashes brings a password: then the hash is what has to change, else the call.</summary>
    private static bool HashesNothingElse(SourceIndex index, Implementations implementations, HashSink sink, IReadOnlyList<Flow> flows) =>
        index.Model(sink.Call.SyntaxTree).GetEnclosingSymbol(sink.Call.SpanStart, index.Cancellation) is IMethodSymbol method
        && implementations.CallersOf(method) is { Count: > 0 } callers
        && callers.All(c => flows.Any(f => c.Call.Syntax.Contains(f.Trace.Sink)));

    private static IEnumerable<Flow> AtHash(HashSink sink, IReadOnlyList<Flow> flows) =>
        flows.Take(1).Select(f => new Flow(f.Origin, f.Trace.At(sink.Data.Syntax)));

    private static IEnumerable<Diagnostic> FewRounds(SourceIndex index, BackwardTracer tracer)
    {
        foreach (var derivation in new KeyDerivations(index).All())
        {
            var flows = tracer.Find(derivation.Password, Trace.From(derivation.Password.Syntax, "stretched with PBKDF2"));
            if (FlowReport.Strongest(flows).FirstOrDefault() is not { } flow)
                continue;
            var rounds = derivation.Rounds;
            var at = new Flow(flow.Origin, flow.Trace.At(rounds.Node));
            var what = $"{flow.Origin.Description} is stretched with {rounds.Value.ToString("N0", CultureInfo.InvariantCulture)} rounds of PBKDF2, where OWASP asks for 600,000 with HMAC-SHA256 and 210,000 with HMAC-SHA512, so each guess at a stolen hash is cheap";
            yield return FlowReport.Create(Descriptor, at, FlowReport.Weaker(flow.Origin.Confidence, rounds.FixedInCode ? "high" : "medium"), what,
                "Raise the count, keep it beside each stored hash, and renew old hashes when their owner signs in");
        }
    }
}

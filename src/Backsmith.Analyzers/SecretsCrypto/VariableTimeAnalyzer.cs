using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0018: a signature or secret that is compared byte by byte until one differs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableTimeAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0018";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Secret compared in variable time",
        "{0} is compared with '{1}', which stops at the first difference, so the time of the answer tells a sender how much of a guess was right. Compare the bytes with CryptographicOperations.FixedTimeEquals.",
        "secrets-crypto",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "String and sequence comparison end at the first difference. Whoever can send many requests and measure the answers finds a valid signature or key piece by piece instead of trying all of them (CWE-208).\n\n"
            + "Compare with System.Security.Cryptography.CryptographicOperations.FixedTimeEquals over the bytes of both; it looks at every byte whatever it finds. Reported are values that come out of an HMAC or a key derivation, and secrets of the "
            + "configuration that are compared with what a request holds. Not reported: comparison with constants and null, queries that a database runs, checksums of files.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var macs = new BackwardTracer(index, new MacPolicy());
        var requests = new BackwardTracer(index, new RequestTextPolicy(index));
        foreach (var compared in Comparison.All(index).Where(c => !c.IsQuery))
        {
            var flow = compared.Sides.SelectMany(s => macs.Find(s, Trace.From(compared.Node, "compared until a byte differs"))).FirstOrDefault();
            if (flow is not null)
            {
                context.ReportDiagnostic(FlowReport.Create(Descriptor, new Flow(flow.Origin, flow.Trace.At(compared.Node)), flow.Origin.Confidence, flow.Origin.Description, compared.Operator));
            }
            else if (Sent(compared, requests) is var (secret, sent) && sent is not null)
            {
                context.ReportDiagnostic(FlowReport.Create(Descriptor, new Flow(sent.Origin, sent.Trace.At(compared.Node)), sent.Origin.Confidence, $"The secret '{Text(secret!.Syntax)}'", compared.Operator));
            }
        }
    }

    /// <summary>The side that is a secret of the application, with how the other one comes from a request.</summary>
    private static (IOperation? Secret, Flow? Sent) Sent(Comparison compared, BackwardTracer requests)
    {
        for (var i = 0; i < 2; i++)
        {
            var (secret, other) = (compared.Sides[i], compared.Sides[1 - i]);
            if (NamesSecret(secret.Syntax) && requests.Find(secret, Trace.From(compared.Node, "")).Count == 0
                && requests.Find(other, Trace.From(compared.Node, "compared until a character differs")).FirstOrDefault() is { } sent)
                return (secret, sent);
        }

        return (null, null);
    }

    private static string Text(SyntaxNode node) => node.ToString() is { Length: < 60 } text && !text.Contains('\n') ? text : SourceIndex.NameOf(node);

    /// <summary>Whether an expression is named like a secret two parties share: a setting, an option, a field.</summary>
    internal static bool NamesSecret(SyntaxNode node)
    {
        var bare = node is ExpressionSyntax expression ? MethodBodies.Bare(expression) : node;
        if (bare is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } && keys[0].Expression is LiteralExpressionSyntax { Token.Value: string key })
            return IsSecret(key.Split(':'));
        if (bare is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } given } call && MethodBodies.NameOf(call) is "GetValue" or "GetEnvironmentVariable" && given[0].Expression is LiteralExpressionSyntax { Token.Value: string setting })
            return IsSecret(setting.Split(':'));
        return bare switch
        {
            MemberAccessExpressionSyntax member when member.Name.Identifier.ValueText is "Value" or "CurrentValue" => NamesSecret(member.Expression),
            MemberAccessExpressionSyntax member => IsSecret([SourceIndex.NameOf(member.Expression), member.Name.Identifier.ValueText]),
            IdentifierNameSyntax name => IsSecret([name.Identifier.ValueText]),
            _ => false,
        };
    }

    private static bool IsSecret(string[] path) =>
        SecretNames.KindOf(path) is SecretKind.Shared or SecretKind.Cryptographic
        || SecretNames.KindOf(path) == SecretKind.Perhaps && NameWords.Of(path[path.Length - 1]) is var words && words.Any(w => w is "webhook" or "expected" or "verify" or "shared" or "api" or "admin" or "service" or "internal");
}

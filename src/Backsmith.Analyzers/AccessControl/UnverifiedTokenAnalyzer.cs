using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.SecretsCrypto;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0021: the claims of a token are believed although nothing checked its signature, or its key is short enough to be tried.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnverifiedTokenAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0021";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Token believed without a check, or signed with a short key",
        "{0}. {1}.",
        "access-control",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "To read a JSON Web Token is not to check it: ReadJwtToken and its like decode what anybody can write, so claims taken from there make every caller whoever they say they are (CWE-347; RFC 8725, section 3.1). "
            + "A key that is shorter than the output of its hash can be tried out at home against one token (RFC 7518, section 3.2; RFC 8725, section 3.5).\n\n"
            + "Let the bearer handler check tokens, or call ValidateToken with the issuer, audience and keys. Sign HS256 with 32 random bytes or more, HS384 with 48, HS512 with 64. Not reported: endpoints that ask for a signed-in user, because the handler has "
            + "checked the token before them, and code that reads tokens it was not sent. Validation that is switched off is what CA5404 and CA5405 report.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly HashSet<string> Readers = ["ReadJwtToken", "ReadToken", "ReadJsonWebToken"];
    private static readonly HashSet<string> Believed = ["Claims", "Subject", "Payload", "GetClaim", "GetPayloadValue", "TryGetPayloadValue", "TryGetClaim", "TryGetValue", "Actor"];

    // Who renews a token proves it with the refresh token; the old one only says whose it was.
    private static readonly HashSet<string> Proofs = ["RefreshToken", "refreshToken", "VerifyUserTokenAsync"];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var tracer = new BackwardTracer(index, new RequestTextPolicy(index));
        foreach (var (node, token) in Reads(index).Where(r => IsBelieved(r.Node) && !IsCheckedElsewhere(r.Node, index)))
        {
            if (index.Operation(token) is { } given && tracer.Find(given, Trace.From(node, "read without a check")).FirstOrDefault() is { } flow)
            {
                context.ReportDiagnostic(FlowReport.Create(Descriptor, new Flow(flow.Origin, flow.Trace.At(node)), index.Symbol(node) is null ? "medium" : "high",
                    $"The claims of a token that a caller sends are believed after '{SourceIndex.NameOf(node is InvocationExpressionSyntax c ? c.Expression : ((ObjectCreationExpressionSyntax)node).Type)}', which checks no signature, so anybody can write a token that says who they are", "Check it with ValidateToken, or let the bearer handler do so, before its claims are used"));
            }
        }

        foreach (var (at, length, least, algorithm) in ShortKeys.In(index, context.Options.AdditionalFiles, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add("confidence", "high"),
                $"The key that signs tokens has {length} bytes where {algorithm} needs {least} (RFC 7518), because whoever has one token can try short keys without asking anybody", $"Use at least {least} random bytes, and keep them outside the source"));
        }
    }

    private static IEnumerable<(ExpressionSyntax Node, ExpressionSyntax Token)> Reads(SourceIndex index) =>
        Readers.SelectMany(index.CallsOf).OfType<InvocationExpressionSyntax>().Where(c => c.ArgumentList.Arguments.Count == 1 && IsHandler(c, index)).Select(c => ((ExpressionSyntax)c, c.ArgumentList.Arguments[0].Expression))
            .Concat(index.CreationsOf("JwtSecurityToken").Concat(index.CreationsOf("JsonWebToken")).OfType<ObjectCreationExpressionSyntax>().Where(c => c.ArgumentList?.Arguments.Count == 1 && c.ArgumentList.Arguments[0].NameColon is null).Select(c => ((ExpressionSyntax)c, c.ArgumentList!.Arguments[0].Expression)));

    // ReadToken is a name that others have as well.
    private static bool IsHandler(InvocationExpressionSyntax call, SourceIndex index)
    {
        if (MethodBodies.NameOf(call) != "ReadToken")
            return true;
        var type = MethodBodies.ReceiverOf(call) is { } receiver ? index.Model(call.SyntaxTree).GetTypeInfo(receiver).Type?.Name : null;
        return type is not null && type.EndsWith("TokenHandler", StringComparison.Ordinal);
    }

    private static bool IsBelieved(SyntaxNode node) =>
        MethodBodies.EnclosingBody(node) is { } body && !body.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => Proofs.Contains(n.Identifier.ValueText))
        && body.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => Believed.Contains(n.Identifier.ValueText) && n.SpanStart > node.SpanStart);

    private static bool IsCheckedElsewhere(SyntaxNode node, SourceIndex index)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot();
        if (type.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText is var name && (name.StartsWith("Validate", StringComparison.Ordinal) && name.IndexOf("Token", StringComparison.Ordinal) > 0 || name is "AuthenticateAsync" or "GetTokenAsync" or "ValidateSignature")))
            return true;
        var program = SourceProgram.Of(index.Compilation);
        var endpoints = RequestEndpoint.Of(program).Where(e => e.Body.Contains(node) || ReachedCode.From(program, e).Any(r => r.Body.Contains(node))).ToList();
        return endpoints.Count > 0 && endpoints.All(e => e.Access != EndpointAccess.Anonymous);
    }
}

using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Whether the request itself proves that it may: a signature, a one-time token, a partner's key.</summary>
internal static class RequestProof
{
    private static readonly string[] Proofs = ["signature", "hmac", "secret", "webhook", "token", "apikey"];
    private static readonly string[] Checks = ["Valid", "Verify", "Signature", "Hmac", "Token", "Secret", "ApiKey", "Protect"];

    /// <summary>True when the endpoint asks for such a proof; one without sign-in is believed more readily.</summary>
    public static bool IsAskedBy(RequestEndpoint endpoint)
    {
        if (endpoint.Method.Parameters.Any(p => p.Type.Name != "CancellationToken" && Proofs.Any(w => RecordNames.Plain(p.Name).Contains(w))))
        {
            return true;
        }

        var isChecked = endpoint.Body.DescendantNodesAndSelf().OfType<IfStatementSyntax>().Select(b => b.Condition)
            .Any(c => c.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any() && Proofs.Any(w => c.ToString().IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0 && !IsCancellationOnly(c, w)));
        return isChecked || (endpoint.Access == EndpointAccess.Anonymous && MayAsk(endpoint));
    }

    private static bool IsCancellationOnly(ExpressionSyntax condition, string word) =>
        word == "token" && condition.ToString().Replace("cancellationToken", "").Replace("CancellationToken", "").IndexOf("token", StringComparison.OrdinalIgnoreCase) < 0;

    private static bool MayAsk(RequestEndpoint endpoint) =>
        endpoint.Method.Parameters.Any(p => RecordNames.IsSecret(p.Name) && p.Type.Name != "CancellationToken")
        || endpoint.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(MethodBodies.NameOf).Any(n => Checks.Any(w => n.IndexOf(w, StringComparison.Ordinal) >= 0))
        || endpoint.Body.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText is "Headers" or "Cookies");
}

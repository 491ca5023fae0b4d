using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>What the cookie policy of an application sets for every cookie.</summary>
internal static class CookiePolicies
{
    /// <summary>Whether all cookies become HttpOnly and Secure.</summary>
    public static (bool HttpOnly, bool Secure) In(SourceProgram program)
    {
        var named = program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Select(a => a.Right.ToString()).Where(v => v.EndsWith(".Always", System.StringComparison.Ordinal)).ToList();
        var isUsed = program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).Any(c => MethodBodies.NameOf(c) == "UseCookiePolicy");
        return (isUsed && named.Any(v => v.EndsWith("HttpOnlyPolicy.Always", System.StringComparison.Ordinal)), isUsed && named.Any(v => v.EndsWith("CookieSecurePolicy.Always", System.StringComparison.Ordinal)));
    }
}

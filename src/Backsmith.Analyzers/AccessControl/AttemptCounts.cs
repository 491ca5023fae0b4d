using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Whether code keeps count of attempts that fail, asks for a lockout, or makes sure of a person.</summary>
internal static class AttemptCounts
{
    private static readonly Regex Counting = new(
        "AccessFailed|Fail(ed|ure)?s?(Access|Login|SignIn|Attempt|Password|Auth|Count|Logon)|(Login|SignIn|Auth|Password|Logon)\\w*(Attempt|Fail)|Attempt|Lock(ed)?Out|Locked(Until|To|Till|At|End)|LockEnd|RateLimit|Throttl|Captcha|Turnstile|BruteForce|TooMany|Backoff|PasswordSignIn",
        RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.CultureInvariant);

    /// <summary>True when the body names something of the kind.</summary>
    public static bool In(SyntaxNode body) =>
        body.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && Counting.IsMatch(t.ValueText));

    /// <summary>True when the program holds the code that starts the web server, where limits would be set.</summary>
    public static bool HasHost(SourceProgram program) =>
        program.Trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()).Any(c => MethodBodies.NameOf(c) is "CreateBuilder" or "CreateSlimBuilder" or "CreateDefaultBuilder" or "UseRouting" or "UseMvc" or "UseEndpoints");
}

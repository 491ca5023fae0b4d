using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0014: passwords can be tried without end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignInLimitAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0014";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Sign-in without limit or lockout",
        "{0}. {1}.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Passwords that leaked elsewhere are tried by the million. Where nothing counts what failed, neither for the account nor for the caller, the attempts cost nothing and some succeed "
            + "(CWE-307; OWASP ASVS 2.2.1; OWASP API Security Top 10 2023, API2 Broken Authentication).\n\n"
            + "Count failures for each account and lock it for a while: lockoutOnFailure with SignInManager, AccessFailedAsync with UserManager. Limit the requests of each address as well: AddRateLimiter with a policy that the endpoint names by "
            + "RequireRateLimiting or EnableRateLimiting; a policy that no endpoint names limits nothing. Not reported: endpoints that a limit covers, and code that counts failures, asks for a lockout or for a captcha.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        var index = new SourceIndex(context.Compilation, context.CancellationToken);
        var reported = new HashSet<Location>();
        foreach (var found in SwitchedOff(program, index).Concat(Unlimited(program)).Where(d => program.Owns(d.Location.SourceTree!) && reported.Add(d.Location)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.ReportDiagnostic(found);
        }
    }

    private static IEnumerable<Diagnostic> SwitchedOff(SourceProgram program, SourceIndex index)
    {
        var limits = RateLimits.Of(program);
        foreach (var call in index.CallsOf("PasswordSignInAsync").Concat(index.CallsOf("CheckPasswordSignInAsync")).OfType<InvocationExpressionSyntax>())
        {
            var endpoints = RequestEndpoint.Of(program).Where(e => ReachedCode.From(program, e).Any(r => r.Body.Contains(call))).ToList();
            if (LockoutSwitch.Of(call, index.Model(call.SyntaxTree)) is { } lockout && !(endpoints.Count > 0 && endpoints.All(limits.Cover)))
            {
                var resolved = index.Symbol(call) is not null;
                yield return Diagnostic.Create(Descriptor, lockout.GetLocation(), Confidence(resolved),
                    $"'{MethodBodies.NameOf(call)}' is told not to lock the account, and no rate limit covers it, so passwords can be tried until one fits", "Pass true for lockoutOnFailure");
            }
        }
    }

    private static IEnumerable<Diagnostic> Unlimited(SourceProgram program)
    {
        var limits = RateLimits.Of(program);
        var isWhole = AttemptCounts.HasHost(program);
        foreach (var endpoint in RequestEndpoint.Of(program).Where(e => e.Access == EndpointAccess.Anonymous && PasswordChecks.TakesPassword(e.Method) && !limits.Cover(e)))
        {
            var code = ReachedCode.From(program, endpoint);
            if (code.Any(r => AttemptCounts.In(r.Body)))
            {
                continue;
            }

            var check = code.SelectMany(r => r.Body.DescendantNodesAndSelf().Where(n => PasswordChecks.Is(n, r.Model)).Select(n => r.Entry ?? n)).FirstOrDefault();
            if (check is not null)
            {
                yield return Diagnostic.Create(Descriptor, check.GetLocation(), Confidence(isWhole),
                    $"Anybody can try passwords at '{endpoint.Name}' until one fits, because no rate limit covers it and nothing counts the attempts that fail",
                    "Lock the account for a while after some failures, and cover the endpoint with a rate limit policy");
            }
        }
    }

    private static ImmutableDictionary<string, string?> Confidence(bool isSure) => ImmutableDictionary<string, string?>.Empty.Add("confidence", isSure ? "high" : "medium");
}

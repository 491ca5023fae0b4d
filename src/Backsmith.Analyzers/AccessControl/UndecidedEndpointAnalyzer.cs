using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0020: an endpoint changes what is stored, and nothing says who may call it, where others say so.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndecidedEndpointAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0020";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Endpoint that changes data without an access decision",
        "Anybody, even without signing in, can call '{0}', which {1}, although {2}. Ask for a user with [Authorize] or RequireAuthorization, or write AllowAnonymous where everybody is meant.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Without a fallback policy ASP.NET Core lets everybody call what says nothing. In an application where other endpoints ask for a user, one that changes data and says nothing is more often forgotten than meant "
            + "(CWE-862, CWE-306; OWASP API Security Top 10 2023, API5 Broken Function Level Authorization).\n\n"
            + "Say who may call it: an attribute, RequireAuthorization on the route or its group, or a fallback policy for the whole application, so that silence means no. Write AllowAnonymous where everybody is meant. Not reported: sign-in and registration, "
            + "webhooks, endpoints that look at the caller, a key or a signature themselves, and applications in which most endpoints are open.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        foreach (var finding in UndecidedEndpoints.Of(program).Where(f => program.Owns(f.Endpoint.Route.Declaration.SyntaxTree)))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", finding.IsSibling ? "high" : "medium");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, finding.Endpoint.Route.Location, properties, finding.Endpoint.Name, finding.What, finding.Others));
        }
    }
}

using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0015: callers say themselves what they may do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPrivilegeAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0015";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Privilege set by the client",
        "{0} can choose '{1}' by sending it to '{2}', because it takes a value of the request and nothing asks for an administrator. Set it in code, and let it be changed only where a role or policy is asked for.",
        "access-control",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "What a caller may do has to be decided by somebody else. Where a role, a permission or a flag such as IsAdmin is filled from the request, with the other members of a form or because a whole record is bound from the body, "
            + "one more member in the JSON makes an administrator (CWE-269, CWE-915; OWASP API Security Top 10 2023, API3 Broken Object Property Level Authorization).\n\n"
            + "Bind a type that has only the members a caller may decide, and set the others in code. Let privileges be changed by endpoints of their own that ask for a role or a policy. Not reported: endpoints that ask for one, and values that are compared with a list of "
            + "those that are allowed.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        foreach (var finding in ClientPrivileges.Of(program).Where(f => program.Owns(f.At.SyntaxTree)).GroupBy(f => f.At).Select(g => g.First()))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", "high");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, finding.At.GetLocation(), properties, finding.Who, finding.Privilege, finding.Endpoint));
        }
    }
}

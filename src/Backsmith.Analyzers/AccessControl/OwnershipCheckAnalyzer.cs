using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0005: an endpoint reaches a record by a key of the client, and nothing compares its owner with the caller.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipCheckAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0005";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Record reached without an ownership check",
        "{0}. {1}.",
        "access-control",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "To be signed in is not to be allowed: when an endpoint takes a record's key from the request and nothing on the way compares the record's owner with the caller, counting the key up is enough to read or change what belongs to others (CWE-639; OWASP API Security Top 10 2023, API1 Broken Object Level Authorization). The owner is not guessed from a name: it is the property that the application elsewhere compares with the caller, or fills from the caller's claims.\n\nTake the record together with its owner: filter the query by the caller's id, or compare after loading and answer 404, or ask IAuthorizationService with the record as the resource. Take the owner from the claims and never from the request. Where some users may reach every record, say so with a role or a policy.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        foreach (var finding in OwnershipFindings.Of(program).All.Where(f => program.Owns(f.At.SyntaxTree)))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", finding.IsResolved ? "high" : "medium");
            var isElsewhere = finding.Origin != finding.At && program.Owns(finding.Origin.SyntaxTree);
            var others = isElsewhere ? new[] { finding.Origin.GetLocation() } : [];
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, finding.At.GetLocation(), others, properties, finding.What, finding.Remedy));
        }
    }
}

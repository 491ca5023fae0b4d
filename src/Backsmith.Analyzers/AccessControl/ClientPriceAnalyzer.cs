using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>BS0016: customers say themselves what something costs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPriceAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0016";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Price set by the client",
        "'{0}.{1}' takes the value that the caller of '{2}' sends, although '{3}.{4}' is stored, so a customer chooses what to pay. Read the price from the stored {3} and compute the total from it.",
        "access-control",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a page shows as the price comes back as any number that somebody types into a request. An order that keeps that number, or a charge made with it, sells at the customer's price (CWE-602, CWE-472; OWASP Business Logic Security).\n\n"
            + "Take keys and quantities from the request, read the prices from the store, and compute totals and discounts there. Where the shown price has to be honoured, compare it with the stored one and refuse what differs. Not reported: endpoints for staff, "
            + "amounts that are compared with a stored value, and records of which nothing stored has the price.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        foreach (var finding in ClientPrices.Of(program).Where(f => program.Owns(f.At.SyntaxTree)).GroupBy(f => f.At).Select(g => g.First()))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add("confidence", "medium");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, finding.At.GetLocation(), properties, finding.Record, finding.Member, finding.Endpoint, finding.Priced, finding.Price));
        }
    }
}

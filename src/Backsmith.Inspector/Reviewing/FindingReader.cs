using System.Globalization;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Reviewing;

/// <summary>Turns diagnostics into findings: place, symbol, fingerprint, flow.</summary>
internal sealed class FindingReader(LoadedCodeBase code, RuleHost rules, ReviewRequest request)
{
    /// <summary>What the diagnostics of one project say; those in generated code and outside of the repository are left out.</summary>
    public IReadOnlyList<RuleHit> Read(Compilation compilation, IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => !IsGenerated(diagnostic)).Select(diagnostic => (Diagnostic: diagnostic, Place: Place(diagnostic))).Where(item => item.Place is not null)
            .Select(item => new RuleHit(
                item.Diagnostic.Id, item.Diagnostic.GetMessage(CultureInfo.InvariantCulture), item.Place!, Symbol(compilation, item.Diagnostic), Code(item.Diagnostic),
                ConfidenceOf(item.Diagnostic), Flow(item.Diagnostic), item.Diagnostic.IsSuppressed) { Diagnostic = item.Diagnostic })];

    /// <summary>Findings of all projects in order; equal ones of several frameworks or projects are one.</summary>
    public IReadOnlyList<ReviewedFinding> Join(IEnumerable<(ProjectId Project, RuleHit Hit)> hits)
    {
        var placed = hits
            .OrderBy(item => item.Hit.Place.Path, StringComparer.Ordinal).ThenBy(item => item.Hit.Place.StartLine).ThenBy(item => item.Hit.Place.StartColumn).ThenBy(item => item.Hit.Rule, StringComparer.Ordinal)
            .DistinctBy(item => (item.Hit.Rule, item.Hit.Place))
            .ToList();
        var ordinals = new Dictionary<(string, string, string), int>();
        var findings = new List<ReviewedFinding>();
        foreach (var (project, hit) in HostedDuplicates.Without(placed))
        {
            var key = (hit.Rule, hit.Symbol ?? hit.Place.Path, hit.Code);
            var ordinal = ordinals[key] = ordinals.GetValueOrDefault(key, -1) + 1;
            findings.Add(new ReviewedFinding(Finding(hit, Fingerprint.Of(key.Rule, key.Item2, hit.Code, ordinal)), hit.Diagnostic!, project));
        }

        return findings;
    }

    private Finding Finding(RuleHit hit, string fingerprint)
    {
        var rule = rules.Rules[hit.Rule];
        var fixable = rule.HasFix && !ReadOnlyPaths.Cover(request.ReadOnlyPaths, hit.Place.Path);
        return new Finding(rule.Id, rule.Category, rule.Severity, hit.Message, hit.Place, hit.Symbol, fingerprint, hit.Confidence, hit.Flow, fixable, hit.Suppressed);
    }

    private SourceLocation? Place(Diagnostic diagnostic) => Place(diagnostic.Location);

    private SourceLocation? Place(Location location)
    {
        var span = location.GetLineSpan();
        return span.IsValid && code.Relative(span.Path) is { } path
            ? new SourceLocation(path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1)
            : null;
    }

    private List<FlowStep> Flow(Diagnostic diagnostic)
    {
        var steps = new List<FlowStep>();
        for (var index = 0; index < diagnostic.AdditionalLocations.Count; index++)
        {
            if (diagnostic.Properties.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"flow.{index}")) is { } message && Place(diagnostic.AdditionalLocations[index]) is { } place)
            {
                steps.Add(new FlowStep(place, message));
            }
        }

        return steps;
    }

    private static Confidence ConfidenceOf(Diagnostic diagnostic) => diagnostic.Properties.GetValueOrDefault("confidence") switch
    {
        "low" => Confidence.Low,
        "medium" => Confidence.Medium,
        _ => Confidence.High,
    };

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && GeneratedCode.Is(tree);

    /// <summary>The member around the place, fully qualified.</summary>
    private static string? Symbol(Compilation compilation, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return null;
        }

        var node = tree.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(candidate => candidate is not BaseNamespaceDeclarationSyntax and not GlobalStatementSyntax);
        return member is null ? tree.FilePath[(tree.FilePath.LastIndexOf('/') + 1)..]
            : compilation.GetSemanticModel(tree).GetDeclaredSymbol(member is BaseFieldDeclarationSyntax field ? field.Declaration.Variables[0] : member)?.ToDisplayString();
    }

    private static string Code(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? diagnostic.GetMessage(CultureInfo.InvariantCulture);
}

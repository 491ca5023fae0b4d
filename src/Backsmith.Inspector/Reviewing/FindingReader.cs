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
    /// <summary>Findings in order; equal ones of several frameworks are one.</summary>
    public IReadOnlyList<ReviewedFinding> Read(IReadOnlyList<(ProjectId Project, Compilation Compilation, Diagnostic Diagnostic)> found)
    {
        var placed = found
            .Select(item => (item.Project, item.Diagnostic, Place: Place(item.Diagnostic), Symbol: Symbol(item.Compilation, item.Diagnostic)))
            .Where(item => item.Place is not null && !IsGenerated(item.Diagnostic))
            .OrderBy(item => item.Place!.Path, StringComparer.Ordinal).ThenBy(item => item.Place!.StartLine).ThenBy(item => item.Place!.StartColumn).ThenBy(item => item.Diagnostic.Id, StringComparer.Ordinal)
            .DistinctBy(item => (item.Diagnostic.Id, item.Place))
            .ToList();
        var ordinals = new Dictionary<(string, string, string), int>();
        var findings = new List<ReviewedFinding>();
        foreach (var (project, diagnostic, place, symbol) in placed)
        {
            var text = Code(diagnostic);
            var key = (diagnostic.Id, symbol ?? place!.Path, text);
            var ordinal = ordinals[key] = ordinals.GetValueOrDefault(key, -1) + 1;
            findings.Add(new ReviewedFinding(Finding(diagnostic, place!, symbol, Fingerprint.Of(key.Id, key.Item2, text, ordinal)), diagnostic, project));
        }

        return findings;
    }

    private Finding Finding(Diagnostic diagnostic, SourceLocation place, string? symbol, string fingerprint)
    {
        var rule = rules.Rules[diagnostic.Id];
        var fixable = rule.HasFix && !ReadOnlyPaths.Cover(request.ReadOnlyPaths, place.Path);
        return new Finding(
            rule.Id, rule.Category, rule.Severity, diagnostic.GetMessage(CultureInfo.InvariantCulture), place, symbol, fingerprint,
            ConfidenceOf(diagnostic), Flow(diagnostic), fixable, diagnostic.IsSuppressed);
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

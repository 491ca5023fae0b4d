using System.Collections.Immutable;
using System.Globalization;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Inspector.Reviewing;

/// <summary>A finding with the diagnostic it was read from; null when it was kept from an earlier review.</summary>
internal sealed record ReviewedFinding(Finding Finding, Diagnostic Diagnostic, ProjectId Project);

/// <summary>A code base with its review.</summary>
/// <param name="Code">What was reviewed.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Review">What was seen.</param>
/// <param name="ByFingerprint">The findings.</param>
/// <param name="IsWhole">Whether every project was analysed now, so that fixes know the diagnostics.</param>
internal sealed record ReviewedCodeBase(LoadedCodeBase Code, ReviewRequest Request, Review Review, IReadOnlyDictionary<string, ReviewedFinding> ByFingerprint, bool IsWhole = true);

/// <summary>Runs the rules over every project.</summary>
/// <param name="code">What to review.</param>
/// <param name="rules">What runs.</param>
/// <param name="kept">Reviews of projects that stand unchanged; null to analyse everything.</param>
internal sealed class Reviewer(LoadedCodeBase code, RuleHost rules, KeptReviews? kept = null)
{
    public async Task<ReviewedCodeBase> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        var reader = new FindingReader(code, rules, request);
        var keys = kept is null ? null : new ProjectKeys(code, rules);
        var reviews = new List<(ProjectId Id, ProjectReview Review)>();
        var isWhole = true;
        foreach (var id in code.Solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(cancellationToken))
        {
            var key = keys is null ? null : await keys.OfAsync(id, cancellationToken);
            var known = key is null ? null : kept!.Find(key);
            var review = known ?? await ReviewAsync(code.Solution.GetProject(id)!, reader, cancellationToken);
            isWhole &= known is null;
            reviews.Add((id, review));
            if (key is not null && known is null)
            {
                kept!.Keep(key, review);
            }
        }

        kept?.Prune();
        var findings = reader.Join(reviews.SelectMany(item => item.Review.Hits.Select(hit => (item.Id, hit))));
        var projects = reviews.Select(item => Describe(item.Id, item.Review)).ToList();
        var whole = new Review(
            [.. rules.Rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)],
            [.. findings.Select(finding => finding.Finding)],
            [.. projects.OrderBy(project => project.Path, StringComparer.Ordinal).ThenBy(project => project.TargetFramework, StringComparer.Ordinal)],
            [.. code.Limitations.Concat(reviews.SelectMany(item => item.Review.Failures)).Distinct()]);
        return new ReviewedCodeBase(code, request, whole, findings.ToDictionary(finding => finding.Finding.Fingerprint), isWhole);
    }

    /// <summary>The compilation as we judge it: the repository's severities do not count, and hosted rules are on whether it wants them or not.</summary>
    public async Task<Compilation> CompilationOf(Project project, CancellationToken cancellationToken)
    {
        var compilation = (await project.GetCompilationAsync(cancellationToken))!;
        var severities = rules.Rules.Keys.ToDictionary(id => id, _ => ReportDiagnostic.Warn);
        return compilation.WithOptions(compilation.Options
            .WithSyntaxTreeOptionsProvider(null)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
            .WithSpecificDiagnosticOptions(severities)
            .WithReportSuppressedDiagnostics(true));
    }

    /// <summary>Files that are no C#. Only errors of syntax count: others may come of references or generated code that is not here.</summary>
    private IEnumerable<string> Unreadable(ProjectId id, Compilation compilation, CancellationToken cancellationToken)
    {
        var errors = compilation.SyntaxTrees
            .SelectMany(tree => tree.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(1)
                .Select(error => (Path: code.Relative(tree.FilePath), Error: error)))
            .Where(found => found.Path is not null)
            .OrderBy(found => found.Path, StringComparer.Ordinal)
            .ToList();
        if (errors is [var (path, error), ..])
        {
            var more = errors.Count == 1 ? "" : $", and {errors.Count - 1} more of its files have such errors";
            yield return $"{code.Projects[id].Project} does not compile: {path}:{error.Location.GetLineSpan().StartLinePosition.Line + 1} {error.Id} {error.GetMessage()}{more}. Rules see less in code that does not compile.";
        }
    }

    /// <summary>What the rules report in one project.</summary>
    public async Task<ProjectReview> ReviewAsync(Project project, FindingReader reader, CancellationToken cancellationToken)
    {
        var compilation = await CompilationOf(project, cancellationToken);
        var diagnostics = await AnalyzeAsync(project, compilation, cancellationToken);
        var failures = diagnostics.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic =>
            $"A rule failed in {project.Name} and saw nothing there: {diagnostic.GetMessage(CultureInfo.InvariantCulture).Split('\n')[0]}").Distinct();
        var trees = compilation.SyntaxTrees.Where(tree => !GeneratedCode.IsPath(tree.FilePath) && code.Relative(tree.FilePath) is not null).ToList();
        return new ProjectReview(
            reader.Read(compilation, diagnostics.Where(diagnostic => rules.Rules.ContainsKey(diagnostic.Id))),
            UnboundNames(diagnostics), trees.Count, trees.Sum(tree => tree.GetText(cancellationToken).Lines.Count),
            [.. failures, .. Unreadable(project.Id, compilation, cancellationToken)]);
    }

    /// <summary>The diagnostics of our rules, the hosted ones and the compiler, suppressed ones included. Rules are silent in tests.</summary>
    private async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        if (rules.Analyzers.IsEmpty || TestCode.Is(compilation))
        {
            // Names of packages that are missing fail in using directives already; only then the bodies are worth binding.
            var declared = compilation.GetDeclarationDiagnostics(cancellationToken);
            return UnboundNames(declared) == 0 ? [] : compilation.GetDiagnostics(cancellationToken);
        }

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. project.AdditionalDocuments.Select(document => (AdditionalText)new SettingsFile(document.FilePath!, document.GetTextSynchronously(cancellationToken)))]),
            onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        // The compiler's own diagnostics come with those of the rules: nothing is bound twice.
        return await compilation.WithAnalyzers(WordGate.Open(rules.Analyzers, compilation, cancellationToken), options).GetAllDiagnosticsAsync(cancellationToken);
    }

    private static int UnboundNames(ImmutableArray<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Id is "CS0246" or "CS0234" or "CS0103" or "CS1061" or "CS0012")
        .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)).Distinct().Count();

    private InspectedProject Describe(ProjectId id, ProjectReview review)
    {
        var collected = code.Projects[id];
        return new InspectedProject(
            collected.Project, collected.TargetFramework, collected.IsTest, review.Files, review.Lines,
            review.UnboundNames, [.. collected.MissingPackages.Select(package => package.Id).Distinct()])
        {
            StandIn = collected.Fallback is not null,
        };
    }
}

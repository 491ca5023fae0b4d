using System.Collections.Immutable;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Inspector.Reviewing;

/// <summary>A finding with the diagnostic it was read from.</summary>
internal sealed record ReviewedFinding(Finding Finding, Diagnostic Diagnostic, ProjectId Project);

/// <summary>A code base with its review.</summary>
internal sealed record ReviewedCodeBase(LoadedCodeBase Code, ReviewRequest Request, Review Review, IReadOnlyDictionary<string, ReviewedFinding> ByFingerprint);

/// <summary>Runs the rules over every project.</summary>
internal sealed class Reviewer(LoadedCodeBase code, RuleHost rules)
{
    public async Task<ReviewedCodeBase> ReviewAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        var found = new List<(ProjectId Project, Compilation Compilation, Diagnostic Diagnostic)>();
        var limitations = new List<string>(code.Limitations);
        var projects = new List<InspectedProject>();
        foreach (var id in code.Solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(cancellationToken))
        {
            var project = code.Solution.GetProject(id)!;
            var compilation = await CompilationOf(project, cancellationToken);
            projects.Add(Describe(id, compilation, cancellationToken));
            limitations.AddRange(Unreadable(id, compilation, cancellationToken));
            found.AddRange((await AnalyzeAsync(project, compilation, limitations, cancellationToken)).Select(diagnostic => (id, compilation, diagnostic)));
        }

        var findings = new FindingReader(code, rules, request).Read(found);
        var review = new Review(
            [.. rules.Rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)],
            [.. findings.Select(finding => finding.Finding)],
            [.. projects.OrderBy(project => project.Path, StringComparer.Ordinal).ThenBy(project => project.TargetFramework, StringComparer.Ordinal)],
            [.. limitations.Distinct()]);
        return new ReviewedCodeBase(code, request, review, findings.ToDictionary(finding => finding.Finding.Fingerprint));
    }

    /// <summary>The diagnostics of our rules and the hosted ones in a project, suppressed ones included.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project, Compilation compilation, List<string> limitations, CancellationToken cancellationToken)
    {
        if (rules.Analyzers.IsEmpty)
        {
            return [];
        }

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. project.AdditionalDocuments.Select(document => (AdditionalText)new SettingsFile(document.FilePath!, document.GetTextSynchronously(cancellationToken)))]),
            onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var diagnostics = await compilation.WithAnalyzers(rules.Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        limitations.AddRange(diagnostics.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic =>
            $"A rule failed in {project.Name} and saw nothing there: {diagnostic.GetMessage().Split('\n')[0]}").Distinct());
        return [.. diagnostics.Where(diagnostic => rules.Rules.ContainsKey(diagnostic.Id))];
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

    private InspectedProject Describe(ProjectId id, Compilation compilation, CancellationToken cancellationToken)
    {
        var collected = code.Projects[id];
        var trees = compilation.SyntaxTrees.Where(tree => !GeneratedCode.IsPath(tree.FilePath) && code.Relative(tree.FilePath) is not null).ToList();
        var unresolved = compilation.GetDiagnostics(cancellationToken)
            .Where(diagnostic => diagnostic.Id is "CS0246" or "CS0234" or "CS0103" or "CS1061" or "CS0012")
            .Select(diagnostic => diagnostic.GetMessage()).Distinct().Count();
        return new InspectedProject(
            collected.Project, collected.TargetFramework, collected.IsTest, trees.Count, trees.Sum(tree => tree.GetText(cancellationToken).Lines.Count),
            unresolved, [.. collected.MissingPackages.Select(package => package.Id).Distinct()]);
    }
}

using System.Globalization;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Reviewing;
using Backsmith.Repositories;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>Tells what compiler and rules say of the files as they stand: <see cref="CodeQuery.Diagnostics"/>.</summary>
internal sealed class CurrentDiagnostics(LoadedCodeBase code, Func<LoadedCodeBase, RuleHost> rules, KnownDiagnostics known)
{
    /// <summary>Most diagnostics of one answer.</summary>
    public const int Most = 500;

    public async Task<CodeAnswer> AnswerAsync(CodeQuery.Diagnostics query, CancellationToken cancellationToken)
    {
        if (query.Most is < 1 or > Most)
        {
            return new CodeAnswer.Unanswered($"Ask for 1 to {Most} diagnostics, not for {query.Most}.", []);
        }

        var files = new QueriedFiles(code);
        var paths = query.Paths is { Count: > 0 } asked ? asked.Select(path => path.TrimEnd('/')).ToList() : null;
        var compiled = DeclarationIndex.Written(code).Select(document => code.Relative(document.FilePath)!).ToList();
        if (paths?.Find(path => !compiled.Exists(file => Covers(path, file))) is { } missing)
        {
            return missing.Length == 0 || Directory.Exists($"{code.Collected.Root}/{missing}")
                ? new CodeAnswer.Unanswered($"No project that was loaded compiles a file below '{missing}'.", [])
                : files.Missing(missing);
        }

        var (diagnostics, unseen) = await CompilerAsync(paths, query.Most, cancellationToken);
        var findings = query.Rules ? await FindingsAsync(paths, cancellationToken) : null;
        var ordered = diagnostics.Distinct().OrderByDescending(diagnostic => diagnostic.Severity).ThenBy(diagnostic => diagnostic.Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column).ToList();
        var all = ordered.Concat(findings ?? []).ToList();
        return new CodeAnswer.Diagnostics(
            [.. all.Take(query.Most)], ordered.Count(diagnostic => diagnostic.Severity == Severity.Error), ordered.Count(diagnostic => diagnostic.Severity == Severity.Warning),
            findings?.Count, Math.Max(0, all.Count - query.Most))
        { Notes = unseen.Count == 0 ? [] : [$"There are so many errors that {string.Join(", ", unseen)} {(unseen.Count == 1 ? "was" : "were")} not compiled."] };
    }

    private static bool Covers(string path, string file) => path == "." || TreePath.IsWithin(file, path);

    /// <summary>Projects come before those that refer to them, so that an error comes before what follows from it.</summary>
    private async Task<(List<CodeDiagnostic> Found, List<string> Unseen)> CompilerAsync(List<string>? paths, int most, CancellationToken cancellationToken)
    {
        var (found, unseen) = (new List<CodeDiagnostic>(), new List<string>());
        foreach (var project in Projects(paths, cancellationToken))
        {
            if (found.Count(diagnostic => diagnostic.Severity == Severity.Error) >= most)
            {
                unseen.Add(code.Projects[project.Id].Project);
                continue;
            }

            var compilation = (await project.GetCompilationAsync(cancellationToken))!;
            var diagnostics = paths is null ? known.Of(compilation, cancellationToken) : await OfFilesAsync(project, paths, cancellationToken);
            found.AddRange(diagnostics.Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe).OfType<CodeDiagnostic>());
        }

        return (found, unseen);
    }

    private IEnumerable<Project> Projects(List<string>? paths, CancellationToken cancellationToken) =>
        code.Solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(cancellationToken).Select(id => code.Solution.GetProject(id)!)
            .Where(project => paths is null || Asked(project, paths).Any());

    private IEnumerable<Document> Asked(Project project, List<string> paths) =>
        project.Documents.Where(document => code.Relative(document.FilePath) is { } file && paths.Exists(path => Covers(path, file)));

    private async Task<IEnumerable<Diagnostic>> OfFilesAsync(Project project, List<string> paths, CancellationToken cancellationToken)
    {
        var found = new List<Diagnostic>();
        foreach (var document in Asked(project, paths))
        {
            found.AddRange(known.Of((await document.GetSemanticModelAsync(cancellationToken))!, cancellationToken));
        }

        return found;
    }

    /// <summary>Null for what stands outside of the repository, or in what builds write.</summary>
    private CodeDiagnostic? Describe(Diagnostic diagnostic)
    {
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? Severity.Error : Severity.Warning;
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return new CodeDiagnostic(diagnostic.Id, severity, message, null, 0, 0, "", false);
        }

        var at = diagnostic.Location.GetLineSpan().StartLinePosition;
        return code.Written(tree.FilePath) is not { } path
            ? null
            : new CodeDiagnostic(diagnostic.Id, severity, message, path, at.Line + 1, at.Character + 1, LineTokens.Shown(tree.GetText().Lines[at.Line].ToString()), false);
    }

    private async Task<List<CodeDiagnostic>> FindingsAsync(List<string>? paths, CancellationToken cancellationToken)
    {
        var host = rules(code);
        var (reviewer, reader) = (new Reviewer(code, host), new FindingReader(code, host, new ReviewRequest("", [])));
        var hits = new List<(ProjectId, RuleHit)>();
        foreach (var project in Projects(paths, cancellationToken))
        {
            var review = await known.ReviewAsync((await project.GetCompilationAsync(cancellationToken))!, () => reviewer.ReviewAsync(project, reader, cancellationToken));
            hits.AddRange(review.Hits.Select(hit => (project.Id, hit)));
        }

        return [.. reader.Join(hits).Select(reviewed => reviewed.Finding)
            .Where(finding => !finding.Suppressed && (paths is null || paths.Exists(path => Covers(path, finding.Location.Path))))
            .Select(finding => new CodeDiagnostic(finding.RuleId, finding.Severity, finding.Message, finding.Location.Path, finding.Location.StartLine, finding.Location.StartColumn, Line(finding.Location), true))];
    }

    private string Line(SourceLocation place) =>
        new QueriedFiles(code).Find(place.Path) is { } document && document.TryGetText(out var text) && place.StartLine <= text.Lines.Count ? LineTokens.Shown(text.Lines[place.StartLine - 1].ToString()) : "";
}

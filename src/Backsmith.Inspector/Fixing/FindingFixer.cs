using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Computes what the fixes of some findings change together. Fixes that do not touch each other are merged; those that do are made one after the other.</summary>
internal sealed class FindingFixer(ReviewedCodeBase reviewed, RuleHost rules)
{
    private const int MostRounds = 6;

    public async Task<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<string, FixedFinding>(StringComparer.Ordinal);
        var waiting = request.Fingerprints.Distinct().Order(StringComparer.Ordinal).ToList();
        var solution = reviewed.Code.Solution;
        var known = reviewed.ByFingerprint;
        for (var round = 0; round < MostRounds && waiting.Count > 0; round++)
        {
            var edits = new EditSet(solution);
            var later = new List<string>();
            foreach (var fingerprint in waiting)
            {
                var outcome = await TryAsync(solution, known.GetValueOrDefault(fingerprint), edits, fingerprint, cancellationToken);
                if (outcome is null)
                {
                    later.Add(fingerprint);
                }
                else
                {
                    outcomes[fingerprint] = outcome;
                }
            }

            solution = await edits.ApplyAsync(cancellationToken);
            waiting = later;
            known = later.Count == 0 ? known : await ReviewAgainAsync(solution, cancellationToken);
        }

        foreach (var fingerprint in waiting)
        {
            outcomes[fingerprint] = new FixedFinding(fingerprint, null, "Its fix touches what other fixes change.");
        }

        return new FixOutcome(await FilesAsync(solution, cancellationToken), [.. request.Fingerprints.Distinct().Select(fingerprint => outcomes[fingerprint])]);
    }

    /// <summary>Adds the fix of one finding to the round; null when it has to wait for the next one.</summary>
    private async Task<FixedFinding?> TryAsync(Solution solution, ReviewedFinding? finding, EditSet edits, string fingerprint, CancellationToken cancellationToken)
    {
        if (finding is null)
        {
            return new FixedFinding(fingerprint, null, "It is not there any more once the other fixes are made, or was never reported.");
        }

        if (!rules.Fixes.TryGetValue(finding.Finding.RuleId, out var provider) || !finding.Finding.HasFix)
        {
            return new FixedFinding(fingerprint, null, "No fix is offered for this rule here.");
        }

        var document = solution.GetProject(finding.Project)?.GetDocument(finding.Diagnostic.Location.SourceTree);
        if (document is null)
        {
            return new FixedFinding(fingerprint, null, "The finding does not stand in C# code.");
        }

        CodeAction? action = null;
        var context = new CodeFixContext(document, finding.Diagnostic, (candidate, _) => action ??= candidate, cancellationToken);
        await provider.RegisterCodeFixesAsync(context);
        if (action is null)
        {
            return new FixedFinding(fingerprint, null, "The fix would need a decision that the code does not show.");
        }

        var operations = await action.GetOperationsAsync(cancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution;
        return changed is null ? new FixedFinding(fingerprint, null, "The fix changes nothing.")
            : await edits.TryAddAsync(changed, cancellationToken) ? new FixedFinding(fingerprint, action.Title, null)
            : null;
    }

    private async Task<IReadOnlyDictionary<string, ReviewedFinding>> ReviewAgainAsync(Solution solution, CancellationToken cancellationToken) =>
        (await new Reviewer(reviewed.Code with { Solution = solution }, rules).ReviewAsync(new ReviewRequest("", []), cancellationToken)).ByFingerprint;

    private async Task<IReadOnlyList<FileEdit>> FilesAsync(Solution solution, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, FileEdit>(StringComparer.Ordinal);
        foreach (var change in solution.GetChanges(reviewed.Code.Solution).GetProjectChanges())
        {
            foreach (var id in change.GetChangedDocuments())
            {
                var document = solution.GetDocument(id)!;
                if (reviewed.Code.Relative(document.FilePath) is { } path)
                {
                    files.TryAdd(path, new FileEdit(path, FileText.Write(await document.GetTextAsync(cancellationToken))));
                }
            }
        }

        return [.. files.Values];
    }
}

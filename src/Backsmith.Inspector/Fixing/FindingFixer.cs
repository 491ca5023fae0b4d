using Backsmith.Inspection;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Fixing;

/// <summary>Computes what the fixes of some findings change together. Fixes that do not touch each other are merged; those that do are made one after the other.</summary>
internal sealed class FindingFixer(ReviewedCodeBase reviewed, RuleHost rules)
{
    private const int MostRounds = 6;
    private readonly EditPolicy _policy = new(reviewed.Code, reviewed.Request);

    public async Task<FixOutcome> FixAsync(FixRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Fingerprints.Distinct().Order(StringComparer.Ordinal).ToList();
        var outcomes = asked.Where(fingerprint => !reviewed.ByFingerprint.ContainsKey(fingerprint))
            .ToDictionary(fingerprint => fingerprint, fingerprint => new FixedFinding(fingerprint, null, "The last review reported no such finding."));
        var waiting = asked.Where(reviewed.ByFingerprint.ContainsKey).ToDictionary(fingerprint => fingerprint, fingerprint => reviewed.ByFingerprint[fingerprint]);
        var solution = reviewed.Code.Solution;
        for (var round = 0; round < MostRounds && waiting.Count > 0; round++)
        {
            (solution, waiting) = await RoundAsync(solution, waiting, outcomes, cancellationToken);
        }

        foreach (var fingerprint in waiting.Keys)
        {
            outcomes[fingerprint] = new FixedFinding(fingerprint, null, "Its fix touches what other fixes change.");
        }

        return new FixOutcome(await FilesAsync(solution, cancellationToken), [.. request.Fingerprints.Distinct().Select(fingerprint => outcomes[fingerprint])]);
    }

    /// <summary>Makes the fixes that do not touch each other; the others wait, as they stand afterwards.</summary>
    private async Task<(Solution Solution, Dictionary<string, ReviewedFinding> Waiting)> RoundAsync(
        Solution solution, Dictionary<string, ReviewedFinding> waiting, Dictionary<string, FixedFinding> outcomes, CancellationToken cancellationToken)
    {
        var edits = new EditSet(solution, _policy);
        var later = new Dictionary<string, ReviewedFinding>(StringComparer.Ordinal);
        foreach (var (fingerprint, finding) in waiting.OrderBy(pair => pair.Value.Finding.Location.Path, StringComparer.Ordinal).ThenBy(pair => pair.Value.Diagnostic.Location.SourceSpan))
        {
            if (await TryAsync(solution, finding, edits, cancellationToken) is { } outcome)
            {
                outcomes[fingerprint] = outcome with { Fingerprint = fingerprint };
            }
            else
            {
                later[fingerprint] = finding;
            }
        }

        var changed = await edits.ApplyAsync(cancellationToken);
        if (later.Count == 0)
        {
            return (changed, later);
        }

        var followed = FindingFollower.Follow(later, edits, await ReviewAgainAsync(changed, cancellationToken));
        foreach (var fingerprint in later.Keys.Except(followed.Keys))
        {
            outcomes[fingerprint] = new FixedFinding(fingerprint, null, "It is not there any more once the other fixes are made.");
        }

        return (changed, followed);
    }

    /// <summary>Adds the fix of one finding to the round; null when it has to wait for the next one.</summary>
    private async Task<FixedFinding?> TryAsync(Solution solution, ReviewedFinding finding, EditSet edits, CancellationToken cancellationToken)
    {
        if (!rules.Fixes.TryGetValue(finding.Finding.RuleId, out var provider) || !finding.Finding.HasFix)
        {
            return Refused("No fix is offered for this rule here.");
        }

        if (solution.GetProject(finding.Project)?.GetDocument(finding.Diagnostic.Location.SourceTree) is not { } document)
        {
            return Refused("The finding does not stand in C# code.");
        }

        var offer = await FixOffer.OfAsync(provider, document, finding, cancellationToken);
        return offer.Changed is null ? Refused(offer.Refusal!) : await edits.AddAsync(offer.Changed, cancellationToken) switch
        {
            EditOutcome.Refused refused => Refused(refused.Reason),
            EditOutcome.Taken => new FixedFinding("", offer.Title, null),
            _ => null,
        };
    }

    private static FixedFinding Refused(string reason) => new("", null, reason);

    private async Task<IReadOnlyCollection<ReviewedFinding>> ReviewAgainAsync(Solution solution, CancellationToken cancellationToken) =>
        [.. (await new Reviewer(reviewed.Code with { Solution = solution }, rules).ReviewAsync(reviewed.Request, cancellationToken)).ByFingerprint.Values];

    private async Task<IReadOnlyList<FileEdit>> FilesAsync(Solution solution, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, FileEdit>(StringComparer.Ordinal);
        foreach (var change in solution.GetChanges(reviewed.Code.Solution).GetProjectChanges())
        {
            foreach (var id in change.GetChangedDocuments().Concat(change.GetChangedAdditionalDocuments()).Concat(change.GetAddedDocuments()))
            {
                var document = SolutionFile.Of(solution, id);
                var path = reviewed.Code.Relative(document.FilePath)!;
                files.TryAdd(path, new FileEdit(path, FileText.Write(await document.GetTextAsync(cancellationToken))));
            }
        }

        return [.. files.Values];
    }
}

using Backsmith.Findings;

namespace Backsmith.Proofs;

/// <summary>Findings before and after a patch, told apart by fingerprint. Suppressed findings count: they are still there.</summary>
/// <param name="Gone">Were there before.</param>
/// <param name="New">Are there only after.</param>
/// <param name="Moved">Pairs of a gone and a new finding of the same rule in the same file that are one finding whose symbol or code changed around it.</param>
/// <param name="NewlySuppressed">Are there on both sides, suppressed only after.</param>
public sealed record FindingComparison(
    IReadOnlyList<Finding> Gone,
    IReadOnlyList<Finding> New,
    IReadOnlyList<(Finding Before, Finding After)> Moved,
    IReadOnlyList<Finding> NewlySuppressed)
{
    /// <summary>Compares two reviews.</summary>
    /// <param name="targets">Findings that a repair claims to remove; they are never explained away as moved.</param>
    /// <param name="renames">New path to old path, for files the patch renames.</param>
    public static FindingComparison Of(
        IReadOnlyList<Finding> before,
        IReadOnlyList<Finding> after,
        IReadOnlySet<string> targets,
        IReadOnlyDictionary<string, string> renames)
    {
        var was = before.GroupBy(finding => finding.Fingerprint).ToDictionary(group => group.Key, group => group.First());
        var now = after.GroupBy(finding => finding.Fingerprint).ToDictionary(group => group.Key, group => group.First());
        var gone = was.Values.Where(finding => !now.ContainsKey(finding.Fingerprint)).ToList();
        var added = now.Values.Where(finding => !was.ContainsKey(finding.Fingerprint)).ToList();
        var suppressed = now.Values.Where(finding => finding.Suppressed && was.TryGetValue(finding.Fingerprint, out var earlier) && !earlier.Suppressed).ToList();

        var moved = new List<(Finding, Finding)>();
        foreach (var candidate in added.ToList())
        {
            var oldPath = renames.GetValueOrDefault(candidate.Location.Path, candidate.Location.Path);
            var origin = gone.Find(finding =>
                finding.RuleId == candidate.RuleId && finding.Location.Path == oldPath && !targets.Contains(finding.Fingerprint));
            if (origin is not null)
            {
                gone.Remove(origin);
                added.Remove(candidate);
                moved.Add((origin, candidate));
            }
        }

        return new FindingComparison(gone, added, moved, suppressed);
    }
}

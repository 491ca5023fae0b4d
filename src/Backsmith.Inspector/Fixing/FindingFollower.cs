using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Fixing;

/// <summary>
/// Finds findings again after edits, by rule and by the place their code went to. Fingerprints would not do: the ordinal of a finding shifts
/// when an equal one before it is repaired.
/// </summary>
internal static class FindingFollower
{
    /// <summary>The waiting findings as they stand now, by the fingerprint they were asked for; those that are gone are left out.</summary>
    /// <param name="waiting">As they stood before the edits.</param>
    /// <param name="edits">What was changed.</param>
    /// <param name="found">What a new review reports.</param>
    public static Dictionary<string, ReviewedFinding> Follow(IReadOnlyDictionary<string, ReviewedFinding> waiting, EditSet edits, IReadOnlyCollection<ReviewedFinding> found)
    {
        var followed = new Dictionary<string, ReviewedFinding>(StringComparer.Ordinal);
        var places = waiting.ToDictionary(pair => pair.Key, pair => edits.Map(PathOf(pair.Value)).Map(pair.Value.Diagnostic.Location.SourceSpan));
        var free = found.ToHashSet();
        foreach (var (fingerprint, finding) in waiting)
        {
            if (free.FirstOrDefault(candidate => IsSame(candidate, finding) && candidate.Diagnostic.Location.SourceSpan == places[fingerprint]) is { } exact)
            {
                followed[fingerprint] = exact;
                free.Remove(exact);
            }
        }

        // An edit inside a finding's own code may have made it longer or shorter: then what overlaps it, when that is one finding alone.
        foreach (var (fingerprint, finding) in waiting.Where(pair => !followed.ContainsKey(pair.Key)))
        {
            var near = free.Where(candidate => IsSame(candidate, finding) && candidate.Diagnostic.Location.SourceSpan.OverlapsWith(places[fingerprint])).ToList();
            if (near.Count == 1)
            {
                followed[fingerprint] = near[0];
                free.Remove(near[0]);
            }
        }

        return followed;
    }

    private static bool IsSame(ReviewedFinding candidate, ReviewedFinding finding) =>
        candidate.Finding.RuleId == finding.Finding.RuleId && PathOf(candidate) == PathOf(finding);

    private static string PathOf(ReviewedFinding finding) => finding.Diagnostic.Location.GetLineSpan().Path;
}

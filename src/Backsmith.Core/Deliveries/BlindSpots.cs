using Backsmith.Executions;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Deliveries;

/// <summary>What kept the review from seeing everything.</summary>
internal static class BlindSpots
{
    /// <summary>In a few words, for one line of the checklist; null when everything was seen.</summary>
    public static string? Of(ReviewedBase reviewed)
    {
        var missing = MissingPackageUse.Of(reviewed).Count;
        var unbound = Unbound(reviewed);
        var said = reviewed.Review.Limitations.Count;
        var parts = new List<string>();
        if (missing > 0)
        {
            parts.Add($"{Words.Count(missing, "package")} missing");
        }

        if (unbound.Projects > 0)
        {
            parts.Add($"{Words.Count(unbound.Names, "name")} not bound");
        }

        if (parts.Count == 0 && said > 0)
        {
            parts.Add($"{Words.Count(said, "limit")} listed under considerations");
        }

        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>Whole sentences, with what each weakens. Missing packages are counted here and listed in <see cref="MissingPackageUse"/>.</summary>
    public static IEnumerable<string> Sentences(Delivery delivery)
    {
        var reviewed = delivery.Base;
        var all = reviewed.Review.Projects.Select(project => project.Path).Distinct().Count();
        var missing = MissingPackageUse.Of(reviewed);
        if (missing.Count > 0)
        {
            var touched = missing.SelectMany(package => package.Projects).Distinct().Count();
            yield return $"{Words.Count(missing.Count, "package")} could not be had, so {touched} of {Words.Count(all, "project")} {(touched == 1 ? "was" : "were")} read without types they use: rules that follow those types see less there and miss findings, and no patch is Proven until a build has them.";
        }

        if (Unbound(reviewed) is { Projects: > 0 } unbound)
        {
            yield return $"{Words.Count(unbound.Names, "name")} in {unbound.Projects} of {Words.Count(all, "project")} could not be bound; what stands there is judged by the shape of the code alone.";
        }

        var unsure = delivery.Repairs.Count(repair => repair.Finding.Confidence == Confidence.Low);
        if (unsure > 0)
        {
            yield return $"{Words.Count(unsure, "finding")} could not be seen fully and may be wrong.";
        }

        var told = new[] { reviewed.Restore.Problem }.OfType<string>().Concat(reviewed.Review.Limitations).Concat(reviewed.Snapshot.Notices);
        foreach (var sentence in told.Distinct())
        {
            yield return sentence;
        }
    }

    private static (int Names, int Projects) Unbound(ReviewedBase reviewed)
    {
        var unbound = reviewed.Review.Projects.Where(project => project.UnresolvedNames > 0).ToList();
        return (unbound.Sum(project => project.UnresolvedNames), unbound.Select(project => project.Path).Distinct().Count());
    }
}

using Backsmith.Findings;
using Backsmith.Patches;

namespace Backsmith.Proofs;

/// <summary>Checks of the findings: none at or above the threshold is new, none is hidden.</summary>
internal static class FindingChecks
{
    public static IEnumerable<Check> Of(Evidence evidence, Measurement after)
    {
        if (evidence.Before.Review is not { } was || after.Review is not { } now)
        {
            yield return new Check("findings", CheckResult.Open, "The tree could not be reviewed on both sides.");
            yield break;
        }

        if (was.Projects.Count + now.Projects.Count + was.Findings.Count + now.Findings.Count == 0)
        {
            yield return new Check("findings", CheckResult.NotApplicable, "No rule looks at this code: there is no C# in it.");
            yield break;
        }

        var comparison = Compare(evidence, after);
        var fresh = comparison.New.Where(finding => finding.Severity >= evidence.Threshold).ToList();
        yield return fresh.Count > 0
            ? new Check("findings", CheckResult.Fail, $"{Words.Count(fresh.Count, "new finding")}: {Words.Join(fresh.Select(Show))}")
            : new Check("findings", CheckResult.Pass, $"{now.Findings.Count} after, {was.Findings.Count} before; none at or above {evidence.Threshold.ToString().ToLowerInvariant()} is new.");

        yield return comparison.NewlySuppressed.Count > 0
            ? new Check("suppressions", CheckResult.Fail, "Hides instead of repairing: " + Words.Join(comparison.NewlySuppressed.Select(Show)))
            : new Check("suppressions", CheckResult.Pass, "No finding is newly suppressed.");

        var lost = was.Projects.Select(project => (project.Path, project.TargetFramework))
            .Except(now.Projects.Select(project => (project.Path, project.TargetFramework)))
            .Where(project => !IsGone(evidence.Patch, project.Path)).ToList();
        if (lost.Count > 0)
        {
            yield return new Check("reviewed-projects", CheckResult.Open, $"Reviewed before but not after: {Words.Join(lost.Select(project => project.Path), ", ")}.");
        }
    }

    public static FindingComparison Compare(Evidence evidence, Measurement after)
    {
        var renames = evidence.Patch.Files.Where(file => file is { Kind: ChangeKind.Renamed, NewPath: not null, OldPath: not null })
            .DistinctBy(file => file.NewPath).ToDictionary(file => file.NewPath!, file => file.OldPath!);
        return FindingComparison.Of(
            evidence.Before.Review?.Findings ?? [], after.Review?.Findings ?? [], evidence.Targets.ToHashSet(), renames);
    }

    private static bool IsGone(Patch patch, string project) =>
        patch.Files.Any(file => file.OldPath == project && file.NewPath != project);

    private static string Show(Finding finding) => $"{finding.Location.Path}:{finding.Location.StartLine} {finding.RuleId} {finding.Message}";
}

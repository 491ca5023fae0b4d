using Backsmith.Patches;
using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>Makes the verdict from the evidence. Pure: no clock, no files, no randomness.</summary>
public static class Judge
{
    /// <summary>Judges.</summary>
    public static Judgement Decide(Evidence evidence)
    {
        var checks = new List<Check>();
        checks.AddRange(PatchChecks.Of(evidence));
        if (evidence.After is { } after)
        {
            var tests = TestComparison.Of(evidence.Before.Tests, after.Tests);
            checks.AddRange(BuildChecks.Of(evidence.Before, after));
            checks.AddRange(TestChecks.Of(evidence, after, tests));
            checks.AddRange(FindingChecks.Of(evidence, after));
            checks.AddRange(ChangeChecks.Of(evidence));
            checks.Add(ClaimCheck.Of(evidence, after, tests));
        }

        return new Judgement(VerdictOf(checks), LevelOf(evidence), checks, Alerts(evidence));
    }

    private static Verdict VerdictOf(List<Check> checks) =>
        checks.Exists(check => check.Result == CheckResult.Fail) ? Verdict.Refuted
        : checks.Exists(check => check.Result == CheckResult.Open) ? Verdict.Inconclusive
        : Verdict.Proven;

    private static EvidenceLevel LevelOf(Evidence evidence) =>
        evidence.After is not { Build.Succeeded: true } after ? EvidenceLevel.None
        : after.Tests.Count == 0 || ChangedLines.Of(evidence).Reached == 0 ? EvidenceLevel.Built
        : after.Tests.Max(run => run.Source) switch
        {
            ResultSource.Runner => EvidenceLevel.Tested,
            ResultSource.OwnProcess => EvidenceLevel.Reported,
            _ => EvidenceLevel.Ran,
        };

    private static List<string> Alerts(Evidence evidence)
    {
        var alerts = evidence.Scope.Breaches.Select(breach => breach.Reason).ToList();
        foreach (var file in evidence.Patch.Files.Where(file => TestFiles.Contains(evidence.TestProjects, file)))
        {
            alerts.Add(file.Kind switch
            {
                ChangeKind.Added => $"Adds the test file '{file.Path}'.",
                ChangeKind.Deleted => $"Deletes the test file '{file.Path}'.",
                _ => $"Edits the test file '{file.Path}'.",
            });
        }

        return alerts;
    }
}

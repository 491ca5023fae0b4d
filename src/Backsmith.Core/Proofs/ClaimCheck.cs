using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>Checks that the patch does what it claims.</summary>
internal static class ClaimCheck
{
    public static Check Of(Evidence evidence, Measurement after, TestComparison tests) => evidence.Claim switch
    {
        _ when !after.Build.Succeeded => new Check("claim", CheckResult.Open, "Cannot be judged: the patched tree does not build."),
        Claim.Repair when evidence.Targets.Count > 0 => Targets(evidence, after),
        Claim.Repair => Repair(evidence, after, tests),
        Claim.Feature => Feature(evidence, tests),
        _ => Preserve(evidence, after),
    };

    private static Check Targets(Evidence evidence, Measurement after)
    {
        if (after.Review is not { } review)
        {
            return new Check("claim", CheckResult.Open, "The patched tree could not be reviewed.");
        }

        var standing = review.Findings.Where(finding => evidence.Targets.Contains(finding.Fingerprint)).ToList();
        return standing.Count > 0
            ? new Check("claim", CheckResult.Fail, $"{Words.Count(standing.Count, "finding")} still there: {Words.Join(standing.Select(finding => $"{finding.RuleId} {finding.Location.Path}:{finding.Location.StartLine}"), ", ")}.")
            : new Check("claim", CheckResult.Pass, $"{Words.Count(evidence.Targets.Count, "finding")} gone.");
    }

    private static Check Repair(Evidence evidence, Measurement after, TestComparison tests)
    {
        var gone = FindingChecks.Compare(evidence, after).Gone.Where(finding => finding.Severity >= evidence.Threshold).ToList();
        var built = !evidence.Before.Build.Succeeded;
        var repaired = UnderOriginalTests(evidence, tests.NewlyPassing);
        var showing = Showing(evidence, tests);
        return gone.Count == 0 && repaired.Count == 0 && showing.Count == 0 && !built
            ? new Check("claim", CheckResult.Fail, tests.NewlyPassing.Count == 0
                ? "Claims a repair, but no finding goes, and no test that fails without the patch passes with it."
                : $"Claims a repair, but under the tests as they were no failing test passes now: the patch changed {Words.Join(tests.NewlyPassing.Select(test => test.Name), ", ")}.")
            : new Check("claim", CheckResult.Pass, string.Join(" ", new[]
            {
                built ? "The tree builds now." : "",
                gone.Count > 0 ? $"{Words.Count(gone.Count, "finding")} gone: {Words.Join(gone.Select(finding => $"{finding.RuleId} {finding.Location.Path}:{finding.Location.StartLine}"), ", ")}." : "",
                repaired.Count > 0 ? $"{Words.Count(repaired.Count, "failing test", "pass", "passes")} now: {Words.Join(repaired.Select(test => test.Name), ", ")}." : "",
                showing.Count > 0 ? $"{Words.Count(showing.Count, "new test", "fail")} without the patch and {(showing.Count == 1 ? "passes" : "pass")} with it: {Words.Join(showing.Select(test => test.Name), ", ")}." : "",
            }.Where(text => text.Length > 0)));
    }

    /// <summary>A failing test that passes only as the patch rewrote it shows no repair.</summary>
    private static IReadOnlyList<TestId> UnderOriginalTests(Evidence evidence, IReadOnlyList<TestId> newlyPassing)
    {
        if (evidence.OriginalTests is not { Build.Succeeded: true } original)
        {
            return newlyPassing;
        }

        var passing = Passing(original);
        return [.. newlyPassing.Where(passing.Contains)];
    }

    /// <summary>New tests that were seen to fail on the unpatched code: they show the bug. That they do not compile there shows none.</summary>
    private static IReadOnlyList<TestId> Showing(Evidence evidence, TestComparison tests)
    {
        if (evidence.NewTestsBefore is not { Build.Succeeded: true } without)
        {
            return [];
        }

        var failing = without.Tests.SelectMany(run => run.Results).Where(result => result.Status == TestStatus.Failed).Select(result => result.Test).ToHashSet();
        return [.. tests.Added.Where(failing.Contains)];
    }

    private static HashSet<TestId> Passing(Measurement side) =>
        [.. side.Tests.SelectMany(run => run.Results).Where(result => result.Status == TestStatus.Passed).Select(result => result.Test)];

    private static Check Feature(Evidence evidence, TestComparison tests)
    {
        if (tests.Added.Count == 0)
        {
            return new Check("claim", CheckResult.Open, "Claims a feature but brings no passing test of its own.");
        }

        if (evidence.NewTestsBefore is not { } without)
        {
            return new Check("claim", CheckResult.Open, "Its tests were not tried on the unpatched code.");
        }

        if (!without.Build.Succeeded)
        {
            return without.Build.Errors.Count > 0
                ? new Check("claim", CheckResult.Pass, $"{Words.Count(tests.Added.Count, "new test", "pass", "passes")}; on the unpatched code they do not even compile.")
                : new Check("claim", CheckResult.Open, "Its tests could not be tried on the unpatched code.");
        }

        var passing = Passing(without);
        var showing = tests.Added.Count(test => !passing.Contains(test));
        return showing == 0
            ? new Check("claim", CheckResult.Fail, "Every new test passes on the unpatched code too, so none of them shows the feature.")
            : new Check("claim", CheckResult.Pass, $"{Words.Count(showing, "new test", "fail")} without the patch and {(showing == 1 ? "passes" : "pass")} with it.");
    }

    private static Check Preserve(Evidence evidence, Measurement after)
    {
        var lines = ChangedLines.Of(evidence);
        if (lines.Measurable > 0)
        {
            return lines.UnreachedFiles.Count == 0
                ? new Check("claim", CheckResult.Pass, $"Passing tests reach {lines.Reached} of {Words.Count(lines.Measurable, "changed line")}.")
                : new Check("claim", CheckResult.Open, $"No test reaches the change in {Words.Join(lines.UnreachedFiles, ", ")} ({lines.Reached} of {Words.Count(lines.Measurable, "changed line")} reached).");
        }

        var code = ChangedLines.In(evidence.Patch).Where(file =>
            ChangedLines.IsCode(evidence, file.Path) && !TestFiles.Contains(evidence.TestProjects, file.Path)).ToList();
        if (code.Count == 0)
        {
            return new Check("claim", CheckResult.Pass, "No line of code changes.");
        }

        return evidence.Coverage is { Problem: null } && Ran(after)
            ? new Check("claim", CheckResult.Pass, "No line that can run changes.")
            : new Check("claim", CheckResult.Open, Ran(after)
                ? $"Whether tests reach the change could not be measured: {evidence.Coverage?.Problem ?? "coverage was not taken"}."
                : "There are no tests that could show that nothing changes.");
    }

    private static bool Ran(Measurement after) => after.Tests.Any(run => run.Results.Any(result => result.Status == TestStatus.Passed));
}

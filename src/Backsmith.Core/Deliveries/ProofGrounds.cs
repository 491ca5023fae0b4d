using Backsmith.Proofs;
using Backsmith.Sandboxes;

namespace Backsmith.Deliveries;

/// <summary>How far the proof of a delivery carries, from what was measured.</summary>
internal static class ProofGrounds
{
    public static IEnumerable<string> Of(Delivery delivery)
    {
        if (delivery.Proof is not { } proof)
        {
            yield return "There is no patch, so nothing was built, tested or proven.";
            yield break;
        }

        foreach (var check in proof.Judgement.Obstacles)
        {
            yield return $"{(check.Result == CheckResult.Fail ? "Does not hold" : "Stays open")}: {check.Name}. {check.Evidence}";
        }

        if (proof.Evidence.After is { } after)
        {
            yield return Coverage(proof.Evidence);
            foreach (var sentence in Tests(proof.Evidence, after))
            {
                yield return sentence;
            }
        }

        var idle = proof.Judgement.Checks.Where(check => check.Result == CheckResult.NotApplicable).Select(check => check.Name).ToList();
        if (idle.Count > 0)
        {
            yield return $"Had nothing to check: {string.Join(", ", idle)}.";
        }

        yield return Time(proof);
    }

    private static string Coverage(Evidence evidence)
    {
        var lines = ChangedLines.Of(evidence);
        return evidence.Coverage switch
        {
            null => "Which changed lines tests reach was not measured, as no test ran on the patched tree.",
            { Problem: { } problem } => $"Which changed lines tests reach could not be measured: {problem}",
            _ when lines.Measurable == 0 => "No changed line can run, so tests have nothing to reach.",
            _ => $"Tests reach {lines.Reached} of {Words.Count(lines.Measurable, "changed line")}{(lines.UnreachedFiles.Count > 0 ? $"; none in {Words.Join(lines.UnreachedFiles, ", ")}" : "")}. A line that is not reached is built and reviewed, never run.",
        };
    }

    private static IEnumerable<string> Tests(Evidence evidence, Measurement after)
    {
        var tests = TestComparison.Of(evidence.Before.Tests, after.Tests);
        if (after.Tests.Count == 0)
        {
            yield return "No test ran on the patched tree.";
            yield break;
        }

        yield return $"{Words.Count(tests.Held.Count, "test")} passed before and after, {tests.NewlyPassing.Count} newly passing, {tests.Added.Count} new, {tests.StillFailing.Count} failing on both sides, in {Words.Count(after.Tests.Count, "run")}.";
        if (tests.StillFailing.Count > 0)
        {
            yield return $"Failed before this patch and still fail: {Names(tests.StillFailing)}.";
        }

        var flaky = tests.Flaky.Concat(tests.FlakyBefore).Distinct().ToList();
        if (flaky.Count > 0)
        {
            yield return $"Results changed from run to run, so they show nothing: {Names(flaky)}.";
        }

        var skipped = after.Tests[0].Results.Count(result => result.Status == TestStatus.Skipped);
        if (skipped > 0)
        {
            yield return $"{Words.Count(skipped, "test")} skipped by its own word, before deciding anything about this patch.";
        }
    }

    private static string Time(Proof proof)
    {
        var steps = proof.Commands.GroupBy(run => run.Step)
            .Select(group => (group.Key, Spent: TimeSpan.FromTicks(group.Sum(run => run.Duration.Ticks))))
            .OrderByDescending(step => step.Spent)
            .Select(step => $"{step.Key} {Words.Seconds(step.Spent)}").ToList();
        return steps.Count == 0 ? "No command ran." : $"Time of its commands: {string.Join(", ", steps)}.";
    }

    private static string Names(IEnumerable<TestId> tests) => Words.Join(tests.Select(test => test.Name), ", ");
}

using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>Checks of the test runs: trustworthy, steady, nothing that passed is lost.</summary>
internal static class TestChecks
{
    public static IEnumerable<Check> Of(Evidence evidence, Measurement after, TestComparison tests)
    {
        if (!after.Build.Succeeded)
        {
            yield break;
        }

        yield return Trust(evidence.Before, after);
        yield return Steady(tests);
        yield return Hold(evidence.Before, after, tests);
        yield return OriginalTests(evidence);
    }

    private static Check Trust(Measurement before, Measurement after)
    {
        var problems = after.Tests.SelectMany(Problems).Select(problem => "After: " + problem)
            .Concat(TestTime.Explain(before.Tests, after.Tests) is { } limit ? [limit] : [])
            .Concat(before.Tests.SelectMany(Problems).Select(problem => "Before: " + problem))
            .Distinct().ToList();
        return problems.Count > 0
            ? new Check("test-results", CheckResult.Open, Words.Join(problems))
            : after.Tests.All(run => run.Discovered.Count + run.Results.Count == 0)
                ? new Check("test-results", CheckResult.NotApplicable, "No test was run.")
                : new Check("test-results", CheckResult.Pass, $"{Words.Count(after.Tests[0].Results.Count, "test")} discovered and reported, in each of {Words.Count(after.Tests.Count, "run")}.{Told(after.Tests.Max(run => run.Source))}");
    }

    private static string Told(ResultSource source) => source switch
    {
        ResultSource.OwnProcess => " The process of the tests wrote the report itself.",
        ResultSource.ExitCode => " Of some, only the exit code of the test command is known.",
        _ => "",
    };

    private static IEnumerable<string> Problems(TestOutcome run)
    {
        foreach (var problem in run.Problems)
        {
            yield return problem;
        }

        var missing = run.Discovered.Count - run.Results.Count;
        if (missing > 0 && run.Problems.Count == 0)
        {
            yield return $"{run.Discovered.Count} tests were discovered, {run.Results.Count} reported.";
        }
    }

    private static Check Steady(TestComparison tests) =>
        tests.Flaky.Count > 0
            ? new Check("tests-steady", CheckResult.Open, $"{Words.Count(tests.Flaky.Count, "test")} gave different results when run again: {Names(tests.Flaky)}.")
            : new Check("tests-steady", CheckResult.Pass, tests.FlakyBefore.Count == 0
                ? "No test changed its result when run again."
                : $"No test became unsteady; unsteady before and left out: {Names(tests.FlakyBefore)}.");

    private static Check Hold(Measurement before, Measurement after, TestComparison tests)
    {
        if (tests.NewlyFailing.Count > 0)
        {
            return new Check("tests-hold", CheckResult.Fail, $"{Words.Count(tests.NewlyFailing.Count, "test")} passed before and fails now: {Failures(after, tests.NewlyFailing)}");
        }

        if (tests.NewlySkipped.Count > 0)
        {
            return new Check("tests-hold", CheckResult.Fail, $"{Words.Count(tests.NewlySkipped.Count, "test")} passed before and is skipped now: {Names(tests.NewlySkipped)}.");
        }

        if (tests.AddedFailing.Count > 0)
        {
            return new Check("tests-hold", CheckResult.Fail, $"{Words.Count(tests.AddedFailing.Count, "new test")} fails: {Failures(after, tests.AddedFailing)}");
        }

        if (tests.Gone.Count > 0)
        {
            return new Check("tests-hold", CheckResult.Open, $"{Words.Count(tests.Gone.Count, "test")} passed before and is gone: {Names(tests.Gone)}.");
        }

        return before.Build.Succeeded
            ? new Check("tests-hold", CheckResult.Pass, $"{tests.Held.Count} held, {tests.NewlyPassing.Count} newly pass, {tests.Added.Count} new, {tests.StillFailing.Count} failed before too.")
            : new Check("tests-hold", CheckResult.NotApplicable, "The tree did not build before, so no test could hold.");
    }

    private static Check OriginalTests(Evidence evidence)
    {
        if (evidence.OriginalTests is not { } original)
        {
            return new Check("original-tests", CheckResult.NotApplicable, "No file of a standing test project is touched.");
        }

        if (!original.Build.Succeeded)
        {
            return new Check("original-tests", CheckResult.Open, "The patch touches tests, and the tests as they were do not build against the patched code: " + Words.Join(original.Build.Errors.Select(error => $"{error.Code} {error.Text}.")));
        }

        var tests = TestComparison.Of(evidence.Before.Tests, original.Tests);
        var lost = tests.NewlyFailing.Concat(tests.Gone).Concat(tests.NewlySkipped).ToList();
        return lost.Count > 0
            ? new Check("original-tests", CheckResult.Fail, $"The patch touches tests, and under the tests as they were {Words.Count(lost.Count, "test")} no longer {(lost.Count == 1 ? "passes" : "pass")}: {Names(lost)}.")
            : original.Tests.Any(run => run.Problems.Count > 0)
                ? new Check("original-tests", CheckResult.Open, Words.Join(original.Tests.SelectMany(run => run.Problems)))
                : new Check("original-tests", CheckResult.Pass, $"Under the tests as they were, {Words.Count(tests.Held.Count, "test")} still {(tests.Held.Count == 1 ? "passes" : "pass")}.");
    }

    private static string Names(IEnumerable<TestId> tests) => Words.Join(tests.Select(test => test.Name), ", ");

    private static string Failures(Measurement after, IEnumerable<TestId> tests)
    {
        var messages = after.Tests.SelectMany(run => run.Results).Where(result => result.Status == TestStatus.Failed)
            .GroupBy(result => result.Test).ToDictionary(group => group.Key, group => group.First().Message);
        return Words.Join(tests.Select(test => $"{test.Name}: {FirstLine(messages.GetValueOrDefault(test))}"), "; ");
    }

    private static string FirstLine(string? message) => message?.Split('\n', 2)[0].Trim() ?? "no message";
}

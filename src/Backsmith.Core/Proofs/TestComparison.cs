using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>Tests before and after a patch, told apart. Follows FAIL_TO_PASS and PASS_TO_PASS of SWE-bench.</summary>
/// <param name="NewlyFailing">Passed before, fail in every run after.</param>
/// <param name="NewlyPassing">Failed before, pass in every run after.</param>
/// <param name="Added">Pass after and were not there before.</param>
/// <param name="AddedFailing">Fail after and were not there before.</param>
/// <param name="Gone">Passed before and are not reported after.</param>
/// <param name="NewlySkipped">Passed before and are skipped after.</param>
/// <param name="Flaky">Gave different results in the runs after, and did not do so before.</param>
/// <param name="FlakyBefore">Gave different results in the runs before; left out of every other list.</param>
/// <param name="Held">Passed before and pass in every run after.</param>
/// <param name="StillFailing">Failed before and after.</param>
public sealed record TestComparison(
    IReadOnlyList<TestId> NewlyFailing,
    IReadOnlyList<TestId> NewlyPassing,
    IReadOnlyList<TestId> Added,
    IReadOnlyList<TestId> AddedFailing,
    IReadOnlyList<TestId> Gone,
    IReadOnlyList<TestId> NewlySkipped,
    IReadOnlyList<TestId> Flaky,
    IReadOnlyList<TestId> FlakyBefore,
    IReadOnlyList<TestId> Held,
    IReadOnlyList<TestId> StillFailing)
{
    /// <summary>Compares the runs of both sides. A test missing from some runs of a side counts as flaky there.</summary>
    public static TestComparison Of(IReadOnlyList<TestOutcome> before, IReadOnlyList<TestOutcome> after)
    {
        var (was, flakyBefore) = Settle(before);
        var (now, flaky) = Settle(after);
        List<TestId> newlyFailing = [], newlyPassing = [], added = [], addedFailing = [], gone = [], newlySkipped = [], held = [], stillFailing = [];
        foreach (var (test, status) in was.Where(pair => !flakyBefore.Contains(pair.Key) && !flaky.Contains(pair.Key)))
        {
            var list = (status, now.TryGetValue(test, out var later) ? later : (TestStatus?)null) switch
            {
                (TestStatus.Passed, TestStatus.Passed) => held,
                (TestStatus.Passed, TestStatus.Failed) => newlyFailing,
                (TestStatus.Passed, TestStatus.Skipped) => newlySkipped,
                (TestStatus.Passed, null) => gone,
                (_, TestStatus.Passed) => newlyPassing,
                (TestStatus.Failed, TestStatus.Failed) => stillFailing,
                _ => null,
            };
            list?.Add(test);
        }

        foreach (var (test, status) in now.Where(pair => !was.ContainsKey(pair.Key) && !flaky.Contains(pair.Key)))
        {
            (status == TestStatus.Failed ? addedFailing : added).Add(test);
        }

        return new TestComparison(
            newlyFailing, newlyPassing, added, addedFailing, gone, newlySkipped,
            [.. flaky.Where(test => !flakyBefore.Contains(test))], [.. flakyBefore], held, stillFailing);
    }

    private static (Dictionary<TestId, TestStatus> Settled, HashSet<TestId> Flaky) Settle(IReadOnlyList<TestOutcome> runs)
    {
        var settled = new Dictionary<TestId, TestStatus>();
        var flaky = new HashSet<TestId>();
        for (var run = 0; run < runs.Count; run++)
        {
            var seen = new HashSet<TestId>();
            foreach (var result in runs[run].Results)
            {
                seen.Add(result.Test);
                if (run > 0 && (!settled.TryGetValue(result.Test, out var earlier) || earlier != result.Status))
                {
                    flaky.Add(result.Test);
                }

                settled[result.Test] = result.Status;
            }

            flaky.UnionWith(settled.Keys.Where(test => !seen.Contains(test)));
        }

        return (settled, flaky);
    }
}

using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Makes the answer of one test command from what its report says and how it ended; where the two disagree, nothing is believed.</summary>
internal static class PartTestRun
{
    /// <param name="part">Whose tests.</param>
    /// <param name="runner">What a reader calls the runner.</param>
    /// <param name="result">How the command ended.</param>
    /// <param name="results">What the report says; null when there is none that can be read.</param>
    /// <param name="listed">What the runner found before it ran anything; null when it does not say.</param>
    /// <param name="limits">For the text of a limit.</param>
    public static TestOutcome Of(Part part, string runner, CommandResult result, List<TestResult>? results, IReadOnlyList<TestId>? listed, TimeSpan limits)
    {
        var problems = new List<string>();
        var run = result.Run;
        if (run.End != CommandEnd.Exited)
        {
            problems.Add($"The tests of {part.Name} did not end by themselves: {Describe(run.End, limits)}.");
        }
        else if (results is null && run.ExitCode != 0)
        {
            results = [new TestResult(new TestId(part.Name, $"({runner} runs)"), TestStatus.Failed, run.Duration, $"{runner} could not run the tests: {result.LastWords}")];
        }
        else if (results is null)
        {
            problems.Add($"The test command of {part.Name} ended with 0 and left no report: it may have run nothing.");
        }
        else if (run.ExitCode != 0 != results.Exists(test => test.Status == TestStatus.Failed))
        {
            problems.Add($"{runner} of {part.Name} ended with {run.ExitCode}, which its report does not explain: {result.LastWords}");
        }

        results ??= [];
        var reported = results.Select(test => test.Test).ToHashSet();
        var lost = (listed ?? []).Where(test => !reported.Contains(test)).ToList();
        if (lost.Count > 0 && run.End == CommandEnd.Exited)
        {
            problems.Add($"Fewer tests of {part.Name} were reported than discovered: {string.Join(", ", lost.Take(5).Select(test => test.Name))}.");
        }

        return new TestOutcome([.. (listed ?? []).Concat(results.Select(test => test.Test)).Distinct()], results, problems, [run]) { Source = ResultSource.OwnProcess };
    }

    private static string Describe(CommandEnd end, TimeSpan limit) => end switch
    {
        CommandEnd.TimedOut => $"stopped after {limit.TotalSeconds:0} s",
        CommandEnd.OutputLimit => "they printed more than the limit",
        _ => "killed",
    };
}

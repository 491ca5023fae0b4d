using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Tells results under one name apart by a number, so that none hides another.</summary>
internal static class RepeatedNames
{
    public static List<TestResult> Number(List<TestResult> results)
    {
        var seen = new Dictionary<TestId, int>();
        for (var index = 0; index < results.Count; index++)
        {
            var test = results[index].Test;
            var count = seen[test] = seen.GetValueOrDefault(test) + 1;
            if (count > 1)
            {
                results[index] = results[index] with { Test = test with { Name = $"{test.Name} #{count}" } };
            }
        }

        return results;
    }
}

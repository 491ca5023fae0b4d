using Backsmith.Sandboxes;

namespace Backsmith.Proofs;

/// <summary>How long the tests of one project of a patched tree may take: ten times what all tests of the base took, at least a minute and at most ten. A patch that makes tests hang is then seen soon.</summary>
public static class TestTime
{
    private const int Times = 10;
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(10);

    /// <summary>The limit; null when no test of the base ran, and then the sandbox's own holds.</summary>
    public static TimeSpan? Limit(IReadOnlyList<TestOutcome> before)
    {
        if (Taken(before) is not { } taken)
        {
            return null;
        }

        var limit = taken * Times;
        return limit < AtLeast ? AtLeast : limit > AtMost ? AtMost : limit;
    }

    /// <summary>Says, when tests of the patched tree were stopped, what the limit came from; null when none was.</summary>
    internal static string? Explain(IReadOnlyList<TestOutcome> before, IReadOnlyList<TestOutcome> after) =>
        after.SelectMany(run => run.Commands).Any(command => command.End == CommandEnd.TimedOut) && Taken(before) is { } taken
            ? $"The tests of the base took {taken.TotalSeconds:0.0} s; those of a patched project may take {Times} times that, at least {AtLeast.TotalSeconds:0} s and at most {AtMost.TotalSeconds:0} s."
            : null;

    private static TimeSpan? Taken(IReadOnlyList<TestOutcome> before) =>
        before is [var first, ..] && first.Commands.Count > 0 ? first.Commands.Aggregate(TimeSpan.Zero, (sum, command) => sum + command.Duration) : null;
}

namespace Backsmith.WorkTasks;

/// <summary>How long to wait before a failed task is tried again: exponential with full jitter, so that tasks that failed together do not come back together.</summary>
/// <remarks>Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.</remarks>
/// <param name="Base">Upper bound of the first wait; above zero; default 1 s.</param>
/// <param name="Cap">Upper bound of every wait; at least <paramref name="Base"/>; default 60 s.</param>
public sealed record RetryBackoff(TimeSpan Base, TimeSpan Cap)
{
    /// <summary>1 s, doubled up to 60 s.</summary>
    public static RetryBackoff Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    /// <summary>The longest wait after so many failures.</summary>
    /// <param name="failures">1 or more.</param>
    public TimeSpan Longest(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var doubled = Base.Ticks * Math.Pow(2, failures - 1);
        return doubled >= Cap.Ticks ? Cap : TimeSpan.FromTicks((long)doubled);
    }

    /// <summary>A wait between zero and <see cref="Longest"/>, evenly spread.</summary>
    public TimeSpan Next(int failures, Random random) => Longest(failures) * random.NextDouble();
}

namespace Backsmith.WorkTasks;

/// <summary>One step of the pipeline. It may run again after a crash, so it is safe to repeat.</summary>
public interface ITaskHandler
{
    /// <summary>The <see cref="WorkTask.Kind"/> it runs.</summary>
    string Kind { get; }

    /// <summary>Does the work. Expected failures are <see cref="TaskOutcome.Failed"/>; an exception is a bug or a broken machine and is retried.</summary>
    ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken);
}

/// <summary>What a handler is given.</summary>
/// <param name="Task">The task, claimed.</param>
/// <param name="Progress">Says in one line what is being done; shown live and stored with the next heartbeat.</param>
public sealed record TaskContext(WorkTask Task, IProgress<string> Progress);

/// <summary>What a handler answers.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Result">Output as JSON.</param>
    /// <param name="Next">What follows, spawned in the same transaction.</param>
    public sealed record Completed(string Result, IReadOnlyList<NewTask> Next) : TaskOutcome;

    /// <summary>Not done yet: it goes on when other tasks have ended, however they end.</summary>
    /// <param name="Awaited">Keys of tasks of the execution, one at least.</param>
    public sealed record Suspended(IReadOnlyList<string> Awaited) : TaskOutcome;

    /// <summary>Not done.</summary>
    /// <param name="Reason">Why, for people.</param>
    /// <param name="Retry">Whether trying again can help.</param>
    public sealed record Failed(string Reason, bool Retry) : TaskOutcome;
}

using System.ComponentModel;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Server.Tools;

/// <summary>A task in a result.</summary>
internal sealed record TaskData(
    [property: Description("Its number.")] long Task,
    Phase Phase,
    TaskState State,
    string Title,
    string? Progress,
    string? Error,
    [property: Description("Whether it is a question that tasks_answer answers.")] bool AwaitsAnswer)
{
    /// <summary>Of a task of the queue.</summary>
    public static TaskData Of(WorkTask task) => new(
        task.Id, task.Phase, task.State, RepositoryText.Line(task.Title), task.Progress is { } now ? RepositoryText.Line(now) : null, task.Error is { } error ? RepositoryText.Line(error) : null,
        task is { AwaitsAnswer: true, State: TaskState.Pending });
}

/// <summary>An execution in a result.</summary>
internal sealed record ExecutionData(string Execution, string Kind, ExecutionState State, string Repository, DateTimeOffset CreatedAt)
{
    /// <summary>Of an execution of the queue.</summary>
    public static ExecutionData Of(Execution execution) => new(execution.Id, execution.Kind, execution.State, execution.RepositoryRoot, execution.CreatedAt);
}

/// <summary>Finds what a client names, as far as it may see it.</summary>
internal static class Named
{
    /// <summary>The execution of an id or prefix, the newest for null; or what is wrong.</summary>
    /// <param name="engine">The product.</param>
    /// <param name="id">As the client gave it.</param>
    /// <param name="active">Whether only one that is not finished will do when none is named.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<(Execution? Execution, string Problem)> ExecutionAsync(Engine engine, string? id, bool active, CancellationToken cancellationToken)
    {
        var found = id is { Length: > 0 }
            ? await engine.Store.FindAsync(id, cancellationToken)
            : (await engine.Store.ListAsync(100, cancellationToken)).FirstOrDefault(execution => engine.Reaches(execution.RepositoryRoot) && (!active || execution.State == ExecutionState.Active));
        return found is not null && engine.Reaches(found.RepositoryRoot)
            ? (found, "")
            : (null, id is { Length: > 0 } ? $"There is no execution '{id}', or more than one begins so. tasks_list without arguments names the newest." : active ? "There is no execution to go on with." : "Nothing was run yet.");
    }

    /// <summary>A task by number; or what is wrong.</summary>
    public static async Task<(WorkTask? Task, string Problem)> TaskAsync(Engine engine, long number, CancellationToken cancellationToken)
    {
        var task = await engine.Store.FindTaskAsync(number, cancellationToken);
        var execution = task is null ? null : await engine.Store.FindAsync(task.ExecutionId, cancellationToken);
        return execution is not null && engine.Reaches(execution.RepositoryRoot) ? (task, "") : (null, $"There is no task {number}. tasks_list lists those there are.");
    }
}

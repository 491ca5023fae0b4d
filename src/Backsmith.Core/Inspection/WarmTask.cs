using Backsmith.WorkTasks;

namespace Backsmith.Inspection;

/// <summary>A task that works on the warm copy of the base. When it is broken off the copy is forgotten, so that the next attempt does not find half of an edit, or an inspector that has died.</summary>
/// <param name="task">The task itself.</param>
/// <param name="warm">What it works on.</param>
public sealed class WarmTask(ITaskHandler task, WarmCodeBase warm) : ITaskHandler
{
    /// <inheritdoc />
    public string Kind => task.Kind;

    /// <inheritdoc />
    public async ValueTask<TaskOutcome> RunAsync(TaskContext context, CancellationToken cancellationToken)
    {
        var whole = false;
        try
        {
            var outcome = await task.RunAsync(context, cancellationToken);
            whole = true;
            return outcome;
        }
        finally
        {
            if (!whole)
            {
                await warm.ForgetAsync();
            }
        }
    }
}

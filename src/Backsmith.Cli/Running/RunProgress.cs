using Backsmith.Models;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>Passes on what a run does, and says of the task at work what its model keeps it waiting for.</summary>
/// <param name="next">Who watches.</param>
internal sealed class RunProgress(IProgress<TaskEvent> next) : IProgress<TaskEvent>
{
    private volatile WorkTask? _working;

    /// <inheritdoc />
    public void Report(TaskEvent value)
    {
        _working = value is TaskEvent.Started started ? started.Task : _working;
        next.Report(value);
    }

    /// <summary>Says what happened while a model was asked. Tasks run one after the other, so it belongs to the one that began last.</summary>
    public void Report(ModelEvent happened)
    {
        if (_working is { } task)
        {
            next.Report(new TaskEvent.Progressed(task, happened.Sentence));
        }
    }
}

using System.Globalization;
using Backsmith.Deliveries;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>What is known of a run while it goes on: finished steps with their time, and what is being done now. Not safe for several threads at once.</summary>
internal sealed class ProgressBoard(TimeProvider time)
{
    private readonly List<Step> _running = [];
    private int _repairsMade;

    private sealed record Step(WorkTask Task, string Now, long Since);

    /// <summary>Takes in what happened. The answer is what is worth a line of its own for ever: a step that ended, with its time, or one that has to be tried again.</summary>
    public string? Take(TaskEvent happened)
    {
        switch (happened)
        {
            case TaskEvent.Started started:
                _running.Add(new Step(started.Task, "", time.GetTimestamp()));
                return null;
            case TaskEvent.Progressed progressed:
                Change(progressed.Task, step => step with { Now = PlainText.Line(progressed.Line) });
                return null;
            case TaskEvent.Completed completed:
                _repairsMade += IsRepair(completed.Task) ? 1 : 0;
                return $"{Title(completed.Task)}: done in {Elapsed(Remove(completed.Task))}";
            case TaskEvent.Retrying retrying:
                return $"{Title(retrying.Task)}: {PlainText.Line(retrying.Reason)}; tried again ({Elapsed(Remove(retrying.Task))})";
            case TaskEvent.Discarded discarded:
                return $"{Title(discarded.Task)}: failed after {Elapsed(Remove(discarded.Task))}";
            default:
                Remove(happened.Task);
                return null;
        }
    }

    /// <summary>What is being done now: a line for each step, and for all repairs together.</summary>
    /// <param name="width">Columns that a line may take.</param>
    public IReadOnlyList<string> Lines(int width)
    {
        var steps = _running.Where(step => !IsRepair(step.Task)).Select(step => $"  {Title(step.Task)}{(step.Now.Length > 0 ? ": " + step.Now : "")}, {Elapsed(step.Since)}").ToList();
        if (_running.FirstOrDefault(step => IsRepair(step.Task)) is { } repair)
        {
            steps.Add($"  {Title(repair.Task)}, {_repairsMade} made, {Elapsed(repair.Since)}");
        }

        return [.. steps.Select(line => line.Length < width ? line : line[..Math.Max(0, width - 1)])];
    }

    /// <summary>Whether a step is one of many of its kind, so that its end is worth no line on a terminal.</summary>
    public static bool IsRepair(WorkTask task) => task.Phase == Phase.Building;

    private static string Title(WorkTask task) => PlainText.Line(task.Title);

    private void Change(WorkTask task, Func<Step, Step> change)
    {
        var at = _running.FindIndex(step => step.Task.Id == task.Id);
        if (at >= 0)
        {
            _running[at] = change(_running[at]);
        }
    }

    private long Remove(WorkTask task)
    {
        var at = _running.FindIndex(step => step.Task.Id == task.Id);
        if (at < 0)
        {
            return time.GetTimestamp();
        }

        var since = _running[at].Since;
        _running.RemoveAt(at);
        return since;
    }

    private string Elapsed(long since)
    {
        var elapsed = time.GetElapsedTime(since);
        return elapsed < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalMinutes} min {elapsed.Seconds} s");
    }
}

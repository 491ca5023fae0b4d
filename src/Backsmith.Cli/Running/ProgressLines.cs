using Backsmith.Deliveries;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>Says on standard error what is being done: one line that is written over on a terminal, plain lines elsewhere.</summary>
internal sealed class ProgressLines : IProgress<TaskEvent>
{
    private readonly bool _live = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private readonly Lock _gate = new();

    public void Report(TaskEvent value)
    {
        var line = value switch
        {
            TaskEvent.Started started => started.Task.Title,
            TaskEvent.Progressed progressed => progressed.Line,
            TaskEvent.Retrying retrying => $"{retrying.Task.Title}: {retrying.Reason}; tried again",
            TaskEvent.Discarded discarded => $"{discarded.Task.Title}: {discarded.Reason}",
            TaskEvent.Completed => null,
            _ => null,
        };
        lock (_gate)
        {
            if (_live)
            {
                Console.Error.Write(line is null ? "\r\u001b[K" : $"\r\u001b[K{Cut(PlainText.Line(line))}");
            }
            else if (line is not null)
            {
                Console.Error.WriteLine($"backsmith: {PlainText.Line(line)}");
            }
        }
    }

    private static string Cut(string line) => line.Length < Console.WindowWidth ? line : line[..Math.Max(0, Console.WindowWidth - 1)];
}

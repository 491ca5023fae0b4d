using Backsmith.Deliveries;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>Says on standard error what is being done: on a terminal the steps that run, with their time, under those that ended; elsewhere a plain line for each thing that happens.</summary>
internal sealed class ProgressLines : IProgress<TaskEvent>, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly ProgressBoard _board;
    private readonly TextWriter _output;
    private readonly Func<int> _width;
    private readonly bool _colour;
    private readonly ITimer? _timer;
    private int _drawn;

    /// <param name="time">Measures the steps.</param>
    /// <param name="output">Standard error.</param>
    /// <param name="live">Whether lines can be written over.</param>
    /// <param name="colour">Whether to colour.</param>
    /// <param name="width">Columns of the terminal now.</param>
    public ProgressLines(TimeProvider time, TextWriter output, bool live, bool colour, Func<int> width)
    {
        (_board, _output, _colour, _width) = (new ProgressBoard(time), output, colour, width);
        _timer = live ? time.CreateTimer(_ => Draw(), null, Beat, Beat) : null;
    }

    /// <summary>For this process: live on a terminal that can be written over, coloured unless <c>NO_COLOR</c> is set (no-color.org).</summary>
    public static ProgressLines ForConsole(TimeProvider time) => new(
        time, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")), () => Console.WindowWidth);

    /// <inheritdoc />
    public void Report(TaskEvent value)
    {
        lock (_gate)
        {
            var ended = _board.Take(value);
            if (_timer is null)
            {
                Plain(value, ended);
                return;
            }

            Erase();
            if (ended is not null && (value is not TaskEvent.Completed || !ProgressBoard.IsRepair(value.Task)))
            {
                _output.WriteLine(_colour ? $"\u001b[2m  {ended}\u001b[0m" : "  " + ended);
            }

            Show();
        }
    }

    /// <summary>Takes the lines of what runs off the terminal.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            Erase();
            _output.Flush();
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            Erase();
            Show();
        }
    }

    private void Plain(TaskEvent value, string? ended)
    {
        var line = value switch
        {
            TaskEvent.Started started => PlainText.Line(started.Task.Title),
            TaskEvent.Progressed progressed => PlainText.Line(progressed.Line),
            _ => ended,
        };
        if (line is not null)
        {
            _output.WriteLine($"backsmith: {line}");
        }
    }

    /// <summary>Back to the first line that is to be written over, and clear from there (ECMA-48 CPL, ED).</summary>
    private void Erase()
    {
        if (_drawn > 0)
        {
            _output.Write($"\u001b[{_drawn}F\u001b[J");
            _drawn = 0;
        }
    }

    private void Show()
    {
        var lines = _board.Lines(_width());
        foreach (var line in lines)
        {
            _output.WriteLine(line);
        }

        _drawn = lines.Count;
        _output.Flush();
    }
}

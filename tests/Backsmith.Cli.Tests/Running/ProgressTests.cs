using System.Globalization;
using Backsmith.Cli.Running;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Running;

public sealed class ProgressTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Without_a_terminal_each_step_is_a_plain_line_and_its_end_tells_its_time()
    {
        var written = Written(live: false, colour: true, report =>
        {
            report(new TaskEvent.Started(Step(1, "Review the base")));
            report(new TaskEvent.Progressed(Step(1, "Review the base"), "restoring packages"));
            _time.Pass(TimeSpan.FromSeconds(93.4));
            report(new TaskEvent.Completed(Step(1, "Review the base"), "{}", []));
        });

        written.ShouldBe("backsmith: Review the base\nbacksmith: restoring packages\nbacksmith: Review the base: done in 1 min 33 s\n");
    }

    [Fact]
    public void On_a_terminal_running_steps_are_written_over_and_ended_ones_stay()
    {
        var written = Written(live: true, colour: false, report =>
        {
            report(new TaskEvent.Started(Step(1, "Take a snapshot")));
            _time.Pass(TimeSpan.FromSeconds(2));
            report(new TaskEvent.Completed(Step(1, "Take a snapshot"), "{}", []));
            report(new TaskEvent.Started(Step(2, "Review the base")));
            report(new TaskEvent.Progressed(Step(2, "Review the base"), "reviewing"));
        });

        written.ShouldBe(
            "  Take a snapshot, 0.0 s\n" + Up(1) + "  Take a snapshot: done in 2.0 s\n" + "  Review the base, 0.0 s\n" + Up(1) + "  Review the base: reviewing, 0.0 s\n" + Up(1));
    }

    [Fact]
    public void The_time_of_a_running_step_moves_on_by_itself()
    {
        var written = Written(live: true, colour: false, report =>
        {
            report(new TaskEvent.Started(Step(1, "Review the base")));
            _time.Pass(TimeSpan.FromSeconds(7));
            _time.Beat();
        });

        written.ShouldContain("  Review the base, 7.0 s\n");
    }

    [Fact]
    public void Many_repairs_take_one_line()
    {
        var written = Written(live: true, colour: false, report =>
        {
            report(new TaskEvent.Started(Step(1, "Repair BS0006 at A.cs:1", Phase.Building)));
            report(new TaskEvent.Completed(Step(1, "Repair BS0006 at A.cs:1", Phase.Building), "{}", []));
            report(new TaskEvent.Started(Step(2, "Repair BS0006 at B.cs:2", Phase.Building)));
        });

        written.ShouldEndWith("  Repair BS0006 at B.cs:2, 1 made, 0.0 s\n" + Up(1));
        written.ShouldNotContain("done in");
    }

    [Fact]
    public void Colour_is_written_only_when_it_may_be()
    {
        Action<Action<TaskEvent>> run = report =>
        {
            report(new TaskEvent.Started(Step(1, "Review the base")));
            report(new TaskEvent.Completed(Step(1, "Review the base"), "{}", []));
        };

        Written(live: true, colour: true, run).ShouldContain("\u001b[2m");
        Written(live: true, colour: false, run).ShouldNotContain("m  Review");
    }

    [Fact]
    public void A_line_is_cut_at_the_edge_and_a_title_cannot_move_the_cursor()
    {
        var written = Written(live: true, colour: false, report => report(new TaskEvent.Started(Step(1, "Repair \u001b[2J " + new string('x', 200)))));

        written.Split('\n')[0].Length.ShouldBe(59);
        written.ShouldNotContain("\u001b[2J");
    }

    private static string Up(int lines) => string.Create(CultureInfo.InvariantCulture, $"\u001b[{lines}F\u001b[J");

    private string Written(bool live, bool colour, Action<Action<TaskEvent>> run)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var progress = new ProgressLines(_time, output, live, colour, () => 60))
        {
            run(progress.Report);
        }

        return output.ToString();
    }

    private static WorkTask Step(long id, string title, Phase phase = Phase.Investigation) => new(
        id, "e", $"k{id}", "review", phase, TaskPurpose.Plan, title, "", "", null, 0, [], TaskState.Running, 1, 0, 5, null, null, null, "{}", null, null, DateTimeOffset.UnixEpoch, null, null);

    /// <summary>Time that passes when it is told to; a beat is given by hand.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly List<Action> _beats = [];
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;

        public void Beat() => _beats.ForEach(beat => beat());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _beats.Add(() => callback(state));
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

namespace Backsmith.Models.Tests;

/// <summary>A clock that stands until it is moved. Timers that are due within a limit fire as soon as they are started, and move it.</summary>
public sealed class FakeTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<TimeSpan> _fired = [];
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _limit = TimeSpan.Zero;

    /// <summary>What was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Fired
    {
        get
        {
            lock (_gate)
            {
                return [.. _fired];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan by) => _now += by;

    /// <summary>From now on timers that are due within the limit fire at once, those that run included.</summary>
    public void FireWithin(TimeSpan limit)
    {
        List<FakeTimer> due;
        lock (_gate)
        {
            _limit = limit;
            due = [.. _timers.Where(timer => timer.Due <= limit)];
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class FakeTimer(FakeTime time, Action callback) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = dueTime;
                time._timers.Add(this);
                now = dueTime <= time._limit;
            }

            if (now)
            {
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Fire()
        {
            lock (time._gate)
            {
                if (!time._timers.Remove(this))
                {
                    return;
                }

                time._now += Due;
                time._fired.Add(Due);
            }

            callback();
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

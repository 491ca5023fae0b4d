namespace Backsmith.Storage.Tests;

/// <summary>A clock that stands until it is moved; its timers are real ones.</summary>
public sealed class SettableTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

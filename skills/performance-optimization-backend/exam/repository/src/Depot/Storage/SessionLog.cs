namespace Depot.Storage;

/// <summary>How often sessions went to the database.</summary>
public sealed class SessionLog
{
    private int _roundTrips;

    public int RoundTrips => Volatile.Read(ref _roundTrips);

    public void Add() => Interlocked.Increment(ref _roundTrips);
}

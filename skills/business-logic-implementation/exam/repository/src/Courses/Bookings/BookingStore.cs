using System.Collections.Concurrent;

namespace Courses.Bookings;

public enum BookingStatus
{
    Reserved,
    Cancelled,
}

public sealed record Booking(int Id, int CourseId, string Participant, BookingStatus Status);

public sealed class BookingStore
{
    private readonly ConcurrentDictionary<int, Booking> _bookings = new();
    private int _lastId;

    public int NextId() => Interlocked.Increment(ref _lastId);

    public Booking? Find(int id) => _bookings.GetValueOrDefault(id);

    public IReadOnlyList<Booking> Of(int courseId) =>
        [.. _bookings.Values.Where(booking => booking.CourseId == courseId).OrderBy(booking => booking.Id)];

    public void Save(Booking booking) => _bookings[booking.Id] = booking;
}

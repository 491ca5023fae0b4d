namespace Bookings.Rooms;

public sealed record Booking(Guid Id, string Customer, string Room, DateOnly Day);

public sealed class BookingStore
{
    private readonly Lock _gate = new();
    private readonly List<Booking> _bookings = [];

    /// <returns>Null when the room is taken on this day.</returns>
    public Booking? Add(string customer, string room, DateOnly day)
    {
        lock (_gate)
        {
            if (_bookings.Any(booking => booking.Room == room && booking.Day == day))
            {
                return null;
            }

            var added = new Booking(Guid.NewGuid(), customer, room, day);
            _bookings.Add(added);
            return added;
        }
    }

    public Booking? Find(string customer, Guid id)
    {
        lock (_gate)
        {
            return _bookings.FirstOrDefault(booking => booking.Id == id && booking.Customer == customer);
        }
    }
}

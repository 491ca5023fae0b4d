using Courses.Catalogue;

namespace Courses.Bookings;

/// <summary>Takes bookings.</summary>
public sealed class BookingDesk(BookingStore bookings)
{
    public int Free(Course course) => course.Seats - bookings.Of(course.Id).Count(booking => booking.Status == BookingStatus.Reserved);

    /// <summary>Null when no seat is left.</summary>
    public Booking? Book(Course course, string participant)
    {
        if (Free(course) <= 0)
        {
            return null;
        }

        var booking = new Booking(bookings.NextId(), course.Id, participant, BookingStatus.Reserved);
        bookings.Save(booking);
        return booking;
    }

    public Booking? Find(int id) => bookings.Find(id);
}

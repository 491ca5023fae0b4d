// A controller hands the price of the request to a service that books the room.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Room
{
    public int Id { get; set; }
    public decimal NightlyPrice { get; set; }
}

public sealed class Booking
{
    public int Id { get; set; }
    public int RoomId { get; set; }
    public int Nights { get; set; }
    public decimal TotalPrice { get; set; }
}

public sealed record BookingRequest(int RoomId, int Nights, decimal TotalPrice);

public sealed class Hotel(DbContextOptions<Hotel> options) : DbContext(options)
{
    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<Booking> Bookings => Set<Booking>();
}

public sealed class BookingService(Hotel hotel)
{
    public async Task BookAsync(BookingRequest request)
    {
        var booking = new Booking { RoomId = request.RoomId, Nights = request.Nights };
        booking.TotalPrice = request.TotalPrice; //! BS0016: 'Room.NightlyPrice'
        hotel.Bookings.Add(booking);
        await hotel.SaveChangesAsync();
    }
}

[Authorize]
[ApiController]
[Route("bookings")]
public sealed class BookingsController(BookingService bookings) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Book(BookingRequest request)
    {
        await bookings.BookAsync(request);
        return Ok();
    }
}

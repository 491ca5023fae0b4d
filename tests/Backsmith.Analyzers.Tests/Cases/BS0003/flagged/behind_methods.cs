// The query stands behind a private method, a service over a repository, a generic repository, or a mediator's handler.
using Microsoft.EntityFrameworkCore;

public interface IRequest<T>;

public interface IRequestHandler<in TRequest, TResponse>
{
    Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
}

public interface ISender
{
    Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken = default);
}

public interface IGuestRepository
{
    Task<Guest?> ByIdAsync(int id, CancellationToken cancellationToken);
}

public interface IReader<T> where T : class
{
    Task<T?> GetAsync(int id);
}

public sealed record RoomOf(int Booking) : IRequest<string>;

public sealed class RoomOfHandler(HotelContext context) : IRequestHandler<RoomOf, string>
{
    public async Task<string> Handle(RoomOf request, CancellationToken cancellationToken)
    {
        var booking = await context.Bookings.SingleAsync(b => b.Id == request.Booking, cancellationToken);
        return booking.Room;
    }
}

public sealed class GuestRepository(HotelContext context) : IGuestRepository
{
    public async Task<Guest?> ByIdAsync(int id, CancellationToken cancellationToken) => await context.Guests.FindAsync([id], cancellationToken);
}

public sealed class Reader<T>(HotelContext context) : IReader<T> where T : class
{
    public async Task<T?> GetAsync(int id) => await context.Set<T>().FindAsync(id);
}

public sealed class GuestNames(IGuestRepository guests)
{
    public async Task<string> OfAsync(Booking booking, CancellationToken cancellationToken)
    {
        var key = booking.GuestId;
        var guest = await guests.ByIdAsync(key, cancellationToken);
        return guest is null ? "" : guest.Name;
    }
}

public sealed class Arrivals(HotelContext context, GuestNames names, IReader<Guest> reader, ISender sender)
{
    public async Task<List<string>> TodayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var booking in await context.Bookings.Where(b => b.Day == day).ToListAsync(cancellationToken))
        {
            var name = await names.OfAsync(booking, cancellationToken); //! BS0003: The query on Guest behind 'OfAsync' runs once for each 'booking'
            var nights = await NightsAsync(booking.Id); //! BS0003: The query on Night behind 'NightsAsync'
            var again = await reader.GetAsync(booking.GuestId); //! BS0003
            var room = await sender.Send(new RoomOf(booking.Id), cancellationToken); //! BS0003: behind 'Send'
            lines.Add($"{name} {again?.Name} {nights} {room}");
        }

        return lines;
    }

    private async Task<int> NightsAsync(int booking)
    {
        var nights = context.Nights.AsNoTracking().Where(n => n.BookingId == booking);
        return await nights.CountAsync();
    }
}

public sealed class Booking
{
    public int Id { get; set; }
    public int GuestId { get; set; }
    public DateOnly Day { get; set; }
    public string Room { get; set; } = "";
}

public sealed class Guest
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Night
{
    public int Id { get; set; }
    public int BookingId { get; set; }
}

public sealed class HotelContext(DbContextOptions<HotelContext> options) : DbContext(options)
{
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<Guest> Guests => Set<Guest>();
    public DbSet<Night> Nights => Set<Night>();
}

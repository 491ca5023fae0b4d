using Bookings.Http;

namespace Bookings.Rooms;

public sealed record NewBooking(string? Room, DateOnly? Day);

public sealed record BookingView(Guid Id, string Room, DateOnly Day);

public static class BookingEndpoints
{
    private static readonly string[] Rooms = ["garden", "library", "roof"];

    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/rooms", () => Results.Ok(new { data = Rooms }));
        var bookings = routes.MapGroup("/api/v1/bookings").RequireCustomer();
        bookings.MapPost("/", Add);
        bookings.MapGet("/{id:guid}", (Guid id, HttpContext context, BookingStore store) =>
            store.Find(context.Customer(), id) is { } booking ? Results.Ok(View(booking)) : Answers.Missing("booking"));
    }

    private static IResult Add(NewBooking request, HttpContext context, BookingStore store, TimeProvider time)
    {
        if (!Rooms.Contains(request.Room))
        {
            return Answers.Invalid("room", "One of " + string.Join(", ", Rooms) + ".");
        }

        if (request.Day is not { } day || day < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            return Answers.Invalid("day", "Today or later.");
        }

        return store.Add(context.Customer(), request.Room!, day) is { } booking
            ? Results.Created($"/api/v1/bookings/{booking.Id}", View(booking))
            : Answers.Conflict("The room is taken on this day.");
    }

    private static BookingView View(Booking booking) => new(booking.Id, booking.Room, booking.Day);
}

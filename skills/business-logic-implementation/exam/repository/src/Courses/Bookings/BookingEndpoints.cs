using Courses.Catalogue;
using Courses.Http;

namespace Courses.Bookings;

public sealed record CreateBooking(string? Participant);

public sealed record BookingView(int Id, int CourseId, string Participant, BookingStatus Status);

public static class BookingEndpoints
{
    public static IEndpointRouteBuilder MapBookings(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/courses/{id:int}/bookings", Create);
        routes.MapGet("/api/v1/bookings/{id:int}", Get).WithName("GetBooking");
        return routes;
    }

    private static IResult Create(int id, CreateBooking body, CourseStore courses, BookingDesk desk)
    {
        if (courses.Find(id) is not { } course)
        {
            return ApiErrors.NotFound("Course", id);
        }

        var participant = body.Participant?.Trim() ?? "";
        if (participant.Length is 0 or > 100)
        {
            return ApiErrors.Validation(new ErrorDetail("participant", "Must have 1 to 100 characters."));
        }

        return desk.Book(course, participant) is { } booking
            ? Results.CreatedAtRoute("GetBooking", new { id = booking.Id }, View(booking))
            : ApiErrors.Conflict("COURSE_FULL", $"Course {id} has no free seat.");
    }

    private static IResult Get(int id, BookingDesk desk) =>
        desk.Find(id) is { } booking ? Results.Ok(View(booking)) : ApiErrors.NotFound("Booking", id);

    private static BookingView View(Booking booking) => new(booking.Id, booking.CourseId, booking.Participant, booking.Status);
}

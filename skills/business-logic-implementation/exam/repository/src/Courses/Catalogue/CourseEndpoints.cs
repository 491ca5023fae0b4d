using Courses.Bookings;
using Courses.Http;

namespace Courses.Catalogue;

public sealed record CreateCourse(string? Title, int? Seats, DateTimeOffset? StartsAt, decimal? Price);

public sealed record CourseView(int Id, string Title, int Seats, int Free, DateTimeOffset StartsAt, decimal Price);

public static class CourseEndpoints
{
    public static IEndpointRouteBuilder MapCourses(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/courses", Create);
        routes.MapGet("/api/v1/courses/{id:int}", Get).WithName("GetCourse");
        return routes;
    }

    private static IResult Create(CreateCourse body, CourseStore courses, BookingDesk desk, TimeProvider clock)
    {
        List<ErrorDetail> errors = [];
        var title = body.Title?.Trim() ?? "";
        if (title.Length is 0 or > 200)
        {
            errors.Add(new("title", "Must have 1 to 200 characters."));
        }

        if (body.Seats is not (>= 1 and <= 1000))
        {
            errors.Add(new("seats", "Must be between 1 and 1000."));
        }

        if (body.StartsAt is null || body.StartsAt <= clock.GetUtcNow())
        {
            errors.Add(new("startsAt", "Must lie in the future."));
        }

        if (body.Price is not (>= 0 and <= 100_000) || decimal.Round(body.Price.Value, 2) != body.Price)
        {
            errors.Add(new("price", "Must be between 0 and 100000 with two decimals at most."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        var course = courses.Add(title, body.Seats!.Value, body.StartsAt!.Value, body.Price!.Value);
        return Results.CreatedAtRoute("GetCourse", new { id = course.Id }, View(course, desk));
    }

    private static IResult Get(int id, CourseStore courses, BookingDesk desk) =>
        courses.Find(id) is { } course ? Results.Ok(View(course, desk)) : ApiErrors.NotFound("Course", id);

    private static CourseView View(Course course, BookingDesk desk) =>
        new(course.Id, course.Title, course.Seats, desk.Free(course), course.StartsAt, course.Price);
}

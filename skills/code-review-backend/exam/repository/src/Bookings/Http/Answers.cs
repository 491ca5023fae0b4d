namespace Bookings.Http;

/// <summary>Refusals as all endpoints give them.</summary>
public static class Answers
{
    public static IResult Invalid(string field, string why) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [why] });

    public static IResult Missing(string what) => Results.Problem(statusCode: 404, title: $"The {what} does not exist.");

    public static IResult Conflict(string why) => Results.Problem(statusCode: 409, title: why);

    /// <summary>Who calls, as the gateway says.</summary>
    public static string Customer(this HttpContext context) => (string)context.Items["customer"]!;

    public static RouteGroupBuilder RequireCustomer(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        if (context.HttpContext.Request.Headers["X-Customer"] is not [{ Length: > 0 and <= 40 } customer])
        {
            return Results.Problem(statusCode: 401, title: "Sign in at the gateway.");
        }

        context.HttpContext.Items["customer"] = customer;
        return await next(context);
    });
}

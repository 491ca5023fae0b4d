using System.Text.Json;

namespace Library.Http;

public sealed record FieldError(string Field, string Message);

public sealed record Error(string Code, string Message, IReadOnlyList<FieldError> Details);

public sealed record ErrorBody(Error Error);

/// <summary>All refusals have the same body.</summary>
public static class Errors
{
    public static IResult Invalid(params FieldError[] details) => Body(400, "validation_failed", "Some fields are not right.", details);

    public static IResult SignInNeeded() => Body(401, "sign_in_needed", "Sign in at the gateway.");

    public static IResult StaffOnly() => Body(403, "librarian_needed", "Only a librarian may do this.");

    public static IResult Missing(string what) => Body(404, what + "_not_found", $"The {what} does not exist.");

    public static IResult Conflict(string code, string message) => Body(409, code, message);

    public static void UseErrors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException failure) when (failure.InnerException is JsonException or null)
        {
            await Body(400, "validation_failed", "The request cannot be read.").ExecuteAsync(context);
        }
    });

    private static IResult Body(int status, string code, string message, params FieldError[] details) => Results.Json(new ErrorBody(new Error(code, message, details)), statusCode: status);
}

namespace Library.Http;

public sealed record ErrorBody(ErrorContent Error);

public sealed record ErrorContent(string Code, string Message, IReadOnlyList<ErrorDetail> Details);

public sealed record ErrorDetail(string Field, string Message);

public static class ApiErrors
{
    public static IResult Validation(params IReadOnlyList<ErrorDetail> details) =>
        Of(StatusCodes.Status400BadRequest, "VALIDATION_ERROR", "Some fields are not valid.", details);

    public static IResult NotFound(string type, int id) => Of(StatusCodes.Status404NotFound, "NOT_FOUND", $"{type} {id} was not found.");

    public static IResult Conflict(string code, string message) => Of(StatusCodes.Status409Conflict, code, message);

    public static IResult Of(int status, string code, string message, IReadOnlyList<ErrorDetail>? details = null) =>
        Results.Json(new ErrorBody(new(code, message, details ?? [])), statusCode: status);
}

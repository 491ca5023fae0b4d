namespace Library.Http;

public sealed class ErrorHandling(RequestDelegate next, ILogger<ErrorHandling> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            await ApiErrors.Of(unreadable.StatusCode, "VALIDATION_ERROR", "The request could not be read.").ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            logger.LogError(exception, "Unexpected failure in {Method} {Path}", context.Request.Method, context.Request.Path);
            await ApiErrors.Of(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "Something went wrong on our side.").ExecuteAsync(context);
        }
    }
}

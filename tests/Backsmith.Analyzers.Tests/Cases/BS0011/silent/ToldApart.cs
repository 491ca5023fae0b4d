// Types that are told apart before the message is shown.
using Microsoft.AspNetCore.Mvc;

public class DomainException(string message) : Exception(message);

public sealed class ErrorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            var (status, text) = exception switch
            {
                DomainException => (400, exception.Message),
                KeyNotFoundException missing => (404, missing.Message),
                _ => (500, "Something went wrong."),
            };
            var detail = exception is DomainException ? exception.Message : "Something went wrong.";
            var other = status == 500 ? "Something went wrong." : exception.Message;
            await context.Response.WriteAsJsonAsync(new ProblemDetails { Status = status, Title = text, Detail = detail + other });
        }
    }

    public async Task FilteredAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is DomainException or ArgumentException)
        {
            await context.Response.WriteAsync(exception.Message);
        }
    }
}

using Bookshop.Api.Orders;
using Microsoft.AspNetCore.Mvc;

namespace Bookshop.Api.Http;

/// <summary>Turns what no endpoint has handled into a problem document.</summary>
public sealed class ErrorHandlingMiddleware(RequestDelegate next, ILogger<ErrorHandlingMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OrderRejectedException rejection) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusCodes.Status422UnprocessableEntity, "Order rejected", rejection.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug("The client went away from {Path}", context.Request.Path);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            logger.LogError(exception, "Unhandled failure at {Path}", context.Request.Path);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "Unexpected failure", exception.ToString());
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails { Status = status, Title = title, Detail = detail },
            context.RequestAborted);
    }
}

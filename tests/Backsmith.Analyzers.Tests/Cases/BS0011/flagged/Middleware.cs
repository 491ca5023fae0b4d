// Middleware and exception handlers that write the exception, through a method of their own and through an object.
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

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
            await WriteAsync(context, "Failure", exception.ToString()); //! BS0011: 'exception.ToString()'
        }
    }

    private static Task WriteAsync(HttpContext context, string title, string detail) =>
        context.Response.WriteAsJsonAsync(new ProblemDetails { Title = title, Detail = detail });
}

public sealed class Handler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = new ProblemDetails { Status = 500 };
        problem.Detail = exception.Message; //! BS0011
        await httpContext.Response.WriteAsJsonAsync(problem, cancellationToken);
        return true;
    }
}

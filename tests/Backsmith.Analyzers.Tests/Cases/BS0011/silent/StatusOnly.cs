// A method that only finds the status code for an exception.
using System.Net;
using Microsoft.AspNetCore.Diagnostics;

public sealed class Failures(IStatusOfFailures statuses) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        var status = new StatusOfFailures().Of(exception);
        var kind = statuses.Kind(exception);
        await context.Response.WriteAsJsonAsync(Body(status, kind), cancellation);
        return true;
    }

    private static object Body(int status, HttpStatusCode kind) => new { status, kind, title = "Something went wrong." };
}

public interface IStatusOfFailures
{
    HttpStatusCode Kind(Exception exception);
}

public sealed class StatusOfFailures : IStatusOfFailures
{
    public int Of(Exception exception) => Find(exception);

    public HttpStatusCode Kind(Exception exception)
    {
        return Pick(exception);
    }

    private static int Find(Exception exception) => exception is TimeoutException ? 504 : 500;

    private static HttpStatusCode Pick(object reason) => reason is TimeoutException ? HttpStatusCode.GatewayTimeout : HttpStatusCode.InternalServerError;
}

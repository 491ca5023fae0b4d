// The request's origin sent back by hand together with the credentials header.
public sealed class CorsMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers["Origin"].ToString();
        if (!string.IsNullOrEmpty(origin))
        {
            context.Response.Headers.Append("Access-Control-Allow-Origin", origin); //! BS0010: sent back
            context.Response.Headers.Append("Access-Control-Allow-Credentials", "true");
        }

        await next(context);
    }
}

public static class Endpoint
{
    public static IResult Get(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin; //! BS0010
        http.Response.Headers.AccessControlAllowCredentials = "true";
        return Results.Ok();
    }

    public static IResult Post(HttpContext http)
    {
        if (http.Request.Headers.TryGetValue("Origin", out var sent))
        {
            http.Response.Headers["Access-Control-Allow-Origin"] = sent; //! BS0010
            http.Response.Headers["Access-Control-Allow-Credentials"] = "true";
        }

        return Results.Ok();
    }
}

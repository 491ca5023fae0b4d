// The origin sent back, or the wildcard, without credentials.
public static class Endpoint
{
    public static IResult Get(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
        http.Response.Headers.Vary = "Origin";
        return Results.Ok();
    }

    public static IResult Fixed(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "https://shop.example";
        http.Response.Headers.AccessControlAllowCredentials = "true";
        return Results.Ok();
    }

    public static IResult Wildcard(HttpContext http)
    {
        http.Response.Headers["Access-Control-Allow-Origin"] = "*";
        return Results.Ok();
    }
}

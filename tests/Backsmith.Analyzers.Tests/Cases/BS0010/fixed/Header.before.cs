public static class Endpoint
{
    public static IResult Get(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
        http.Response.Headers.AccessControlAllowCredentials = "true";
        http.Response.Headers.Vary = "Origin";
        return Results.Ok();
    }
}

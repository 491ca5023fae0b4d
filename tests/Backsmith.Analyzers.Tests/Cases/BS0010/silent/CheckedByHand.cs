// An origin that is looked up before it is sent back.
public sealed class CorsMiddleware(RequestDelegate next, ISet<string> allowed)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (allowed.Contains(origin))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlAllowCredentials = "true";
        }

        await next(context);
    }

    public void Early(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (!IsPartner(origin))
        {
            return;
        }

        context.Response.Headers["Access-Control-Allow-Origin"] = origin;
        context.Response.Headers["Access-Control-Allow-Credentials"] = "true";
    }

    private bool IsPartner(string origin) => origin.EndsWith(".partner.example", StringComparison.Ordinal);
}

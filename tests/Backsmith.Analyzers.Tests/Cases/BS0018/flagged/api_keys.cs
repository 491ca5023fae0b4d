// A key of the configuration is compared with a header.
using Microsoft.AspNetCore.Mvc;

public sealed class HookOptions
{
    public string WebhookSecret { get; set; } = "";
}

public sealed class KeyMiddleware(RequestDelegate next, IConfiguration configuration)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers["X-Api-Key"] != configuration["Partners:ApiKey"]) //! BS0018: ApiKey
        {
            context.Response.StatusCode = 401;
            return;
        }

        await next(context);
    }
}

[ApiController]
[Route("hooks")]
public sealed class HookController(HookOptions options) : ControllerBase
{
    [HttpPost]
    public IActionResult Receive([FromHeader(Name = "X-Hook-Secret")] string secret) =>
        string.Equals(secret, options.WebhookSecret) ? Ok() : Unauthorized(); //! BS0018: options.WebhookSecret
}

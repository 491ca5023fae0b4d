using Courier.Http;

namespace Courier.Access;

/// <summary>Lets only requests with the key pass.</summary>
public sealed class ApiKeyCheck(RequestDelegate next, IConfiguration configuration)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers["X-Api-Key"] == (configuration["ApiKey"] ?? "dev-key")
            ? next(context)
            : ApiErrors.Of(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "Send a valid key in the header X-Api-Key.").ExecuteAsync(context);
}

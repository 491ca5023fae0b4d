// The header that proves who calls, of a request that is sent or received; its scheme alone tells nothing.
public sealed class Gateway(HttpClient client, ILogger<Gateway> logger)
{
    public async Task SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await client.SendAsync(request, cancellation);
        logger.LogWarning("The gateway answered {Status} to {Authorization}", response.StatusCode, request.Headers.Authorization); //! BS0006
        logger.LogWarning("The gateway answered {Status} to {Scheme}", response.StatusCode, request.Headers.Authorization?.Scheme);
    }

    public void Received(HttpContext context)
    {
        logger.LogDebug("Called with {Header}", context.Request.Headers.Authorization); //! BS0006
        logger.LogDebug("Called with {Header}", context.Request.Headers["Authorization"].ToString()); //! BS0006
        logger.LogDebug("Called by {Agent}", context.Request.Headers.UserAgent);
    }
}

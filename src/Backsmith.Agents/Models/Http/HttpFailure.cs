using System.Text;

namespace Backsmith.Models;

/// <summary>Reads the failure out of an answer that is none.</summary>
internal static class HttpFailure
{
    private const int MaxBody = 64 * 1024;

    public static async Task<ModelFailure> ReadAsync(HttpResponseMessage response, Stream body, ModelEndpoint endpoint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfter(response, now);
        if (response.IsSuccessStatusCode)
        {
            return new ModelFailure.MalformedResponse("a page of HTML");
        }

        if (status is >= 300 and < 400)
        {
            return new ModelFailure.BadRequest(status, $"it points to {response.Headers.Location?.OriginalString ?? "nowhere"}, and keys do not follow; set the endpoint's address to where it really is");
        }

        string text;
        try
        {
            text = await HeadAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelException)
        {
            text = "";
        }

        return ProviderError.Parse(text).ToFailure(status, wait, endpoint);
    }

    /// <summary>RFC 9110, 10.2.3: seconds, or a date.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static async Task<string> HeadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

using System.Net;

namespace Backsmith.Models;

/// <summary>What every provider has in common on the wire: failures by status and body, silence, and broken connections become a <see cref="ModelFailure"/> here, once.</summary>
/// <param name="endpoint">Who is asked.</param>
internal sealed class ModelHttpHandler(ModelEndpoint endpoint, ModelOptions options, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>A connection pool: no redirects, since keys would follow them; no cookies.</summary>
    public static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watch = request.Options.TryGetValue(SilenceWatch.Key, out var given) ? given : new SilenceWatch(endpoint.Model.Provider, options, time);
        var response = await ConnectAsync(request, watch, cancellationToken).ConfigureAwait(false);
        if (given is null)
        {
            watch.Begin();
        }

        try
        {
            var body = new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), watch);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                throw new ModelException(await HttpFailure.ReadAsync(response, body, endpoint, time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
            }

            Replace(response, body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static void Replace(HttpResponseMessage response, Stream body)
    {
        var content = new StreamContent(body);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
    }

    private async Task<HttpResponseMessage> ConnectAsync(HttpRequestMessage request, SilenceWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.RunAsync(token => base.SendAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown && error.InnerException is IOException)
        {
            throw new ModelException(new ModelFailure.Truncated());
        }
        catch (HttpRequestException error)
        {
            throw new ModelException(new ModelFailure.Unreachable(endpoint.Address.GetLeftPart(UriPartial.Authority), error.Message));
        }
    }
}

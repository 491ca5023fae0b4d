// Headers that carry no secret, and secrets that come from settings.
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;

namespace Sample;

public sealed class Texts(IConfiguration configuration, HttpClient client)
{
    public void Prepare(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", configuration["Texts:Key"]);
        client.DefaultRequestHeaders.Add("X-Request-Source", "Qw8Er5Ty2Ui1Op0AsDf7Gh3J");
        client.DefaultRequestHeaders.Add("X-Api-Key", "${TEXTS_KEY}");
        client.DefaultRequestHeaders.Add("X-Idempotency-Token", "per-request");
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + configuration["Texts:Key"]);
    }

    public ICredentials Mail() => new NetworkCredential("till", configuration["Mail:Password"]);
}

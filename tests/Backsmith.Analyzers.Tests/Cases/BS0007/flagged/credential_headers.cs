// A key that is sent to another service as proof of who calls is a secret whatever it is called.
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;

namespace Sample;

public sealed class Texts(IConfiguration configuration)
{
    private const string Fallback = "Qw8Er5Ty2Ui1Op0AsDf7Gh3J"; //! BS0007
    private readonly string standard = configuration["Texts:Value"] ?? Fallback;

    public void Prepare(HttpRequestMessage request, HttpClient client)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", standard);
        client.DefaultRequestHeaders.Add("X-Api-Key", "pL9xQ2vT7mZ4bN8cR5wK1dF6"); //! BS0007
        client.DefaultRequestHeaders.Add("Authorization", $"Basic {"dGlsbDp0MWxsLXA0c3N3MHJk"}"); //! BS0007
    }

    public ICredentials Mail() => new NetworkCredential("till", "Winter!2024"); //! BS0007
}

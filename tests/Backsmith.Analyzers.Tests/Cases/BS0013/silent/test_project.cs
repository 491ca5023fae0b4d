// A test talks to its own server.
//? assembly Shop.Tests
using System.Net.Http;

public sealed class ServerTests
{
    public HttpClientHandler Handler() => new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
}

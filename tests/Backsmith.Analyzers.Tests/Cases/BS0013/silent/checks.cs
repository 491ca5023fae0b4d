// Callbacks that look at what they are given, pins of one certificate, and what only development or a setting switches on.
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

public sealed class Clients(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Pin = "5D41402ABC4B2A76B9719D911017C592";

    public HttpClientHandler Strict() => new() { ServerCertificateCustomValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None };

    public HttpClientHandler Pinned() => new() { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Pin };

    public HttpClientHandler Ours() => new()
    {
        ServerCertificateCustomValidationCallback = (_, _, chain, errors) =>
        {
            if (errors == SslPolicyErrors.None)
                return true;
            return chain?.ChainElements[^1].Certificate.Thumbprint == Pin;
        },
    };

    public HttpClientHandler Local()
    {
        var handler = new HttpClientHandler();
        if (environment.IsDevelopment())
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        return handler;
    }

    public HttpClientHandler Asked()
    {
        var handler = new HttpClientHandler();
        if (configuration.GetValue<bool>("Carrier:SkipCertificateCheck"))
        {
            handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        }

        return handler;
    }

    public HttpClientHandler None() => new() { ServerCertificateCustomValidationCallback = null };
}

// Handlers that say yes to every certificate, by a lambda, a method or the framework's own "dangerous" one.
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

public sealed class Clients
{
    public HttpClientHandler Carrier() => new()
    {
        ServerCertificateCustomValidationCallback = (_, _, _, _) => true, //! BS0013: 'Carrier'
    };

    public HttpClient Bank(ILogger logger)
    {
        var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => //! BS0013: 'Bank'
        {
            logger.LogDebug("{Errors} of {Host}", errors, message.RequestUri?.Host);
            return true;
        };
        return new HttpClient(handler);
    }

    public HttpClientHandler Any() => new() { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }; //! BS0013

    public HttpClientHandler Named() => new() { ServerCertificateCustomValidationCallback = Trust }; //! BS0013

    public static void Register(IServiceCollection services) =>
        services.AddHttpClient("lab", c => c.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, _, _, _) => true, //! BS0013: 'Register'
            });

    private static bool Trust(HttpRequestMessage message, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
}

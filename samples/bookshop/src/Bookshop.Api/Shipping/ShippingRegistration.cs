using Microsoft.Extensions.Options;

namespace Bookshop.Api.Shipping;

public sealed class ShippingOptions
{
    public required Uri BaseUrl { get; set; }

    public string ApiKey { get; set; } = "";

    public int TimeoutSeconds { get; set; } = 5;
}

public static class ShippingRegistration
{
    public static IServiceCollection AddShipping(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ShippingOptions>(configuration.GetSection("Shipping"));
        services.AddSingleton<ShippingRateCache>();
        services.AddScoped<ShippingQuotes>();
        services.AddHttpClient<ShippingRates>((provider, client) =>
            {
                var options = provider.GetRequiredService<IOptions<ShippingOptions>>().Value;
                client.BaseAddress = options.BaseUrl;
                client.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
                client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", options.ApiKey);
            })
            .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
            });
        return services;
    }
}

// A resilience handler, a policy or a handler of one's own that limits the time.
public static class Setup
{
    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient("a").AddStandardResilienceHandler();
        services.AddHttpClient("b", client => client.BaseAddress = new Uri("https://b.example")).AddHttpMessageHandler<TimeoutHandler>();
        services.AddHttpClient("c").AddOurDefaults();
        var builder = services.AddHttpClient("d");
        builder.AddStandardResilienceHandler();
    }

    public static IHttpClientBuilder AddRates(this IServiceCollection services) => services.AddHttpClient("e");

    private static IHttpClientBuilder AddOurDefaults(this IHttpClientBuilder builder) => builder.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(1));

    private static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
}

public sealed class TimeoutHandler : DelegatingHandler;

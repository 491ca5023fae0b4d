// Defaults that the services of a solution share.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHttpClient("a", client => client.BaseAddress = new Uri("https://a.example"));
builder.Build().Run();

public static class ServiceDefaults
{
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        Configure(builder.Services);
        return builder;
    }

    private static void Configure(IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());

    private static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
}

namespace Bookshop.Api.Http;

public static class CorsSetup
{
    public const string PublicPolicy = "public";
    public const string PartnerPolicy = "partner";

    public static IServiceCollection AddBookshopCors(this IServiceCollection services, IConfiguration configuration)
    {
        var partners = configuration.GetSection("Cors:PartnerOrigins").Get<string[]>() ?? [];
        services.AddCors(options =>
        {
            options.AddDefaultPolicy(policy => policy
                .SetIsOriginAllowed(_ => true)
                .AllowAnyHeader()
                .AllowAnyMethod()
                .AllowCredentials());
            options.AddPolicy(PublicPolicy, policy => policy
                .AllowAnyOrigin()
                .WithMethods("GET")
                .AllowAnyHeader());
            options.AddPolicy(PartnerPolicy, policy => policy
                .WithOrigins(partners)
                .AllowAnyHeader()
                .AllowCredentials());
        });
        return services;
    }
}

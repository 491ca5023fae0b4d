// Test code may open what it tests.
//? assembly Shop.Tests
public static class Host
{
    public static void Configure(IServiceCollection services) =>
        services.AddCors(options => options.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials()));
}

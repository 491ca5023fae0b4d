// A host of tests talks to itself.
//? assembly Shop.IntegrationTests
//? broken
public static class Host
{
    public static void Configure(JwtBearerOptions options)
    {
        options.Authority = "http://localhost";
        options.RequireHttpsMetadata = false;
    }
}

public static class Setup
{
    public static void Configure(IServiceCollection services) => services.AddCors(options => options.AddPolicy("all", policy =>
    {
        policy.AllowAnyHeader();
        policy.SetIsOriginAllowed(origin => true);
    }));
}

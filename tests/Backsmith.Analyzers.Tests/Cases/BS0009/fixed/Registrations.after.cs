public static class Setup
{
    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient("a", client =>
        {
            client.BaseAddress = new Uri("https://a.example");
            client.Timeout = TimeSpan.FromSeconds(30);
        });
        services.AddHttpClient("b", (provider, client) =>
        {
            client.BaseAddress = new Uri("https://b.example");
            client.Timeout = TimeSpan.FromSeconds(30);
        });
        services.AddHttpClient("c").ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(30));
        services.AddHttpClient("d", Configure).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(30));
    }

    private static void Configure(HttpClient client) => client.BaseAddress = new Uri("https://d.example");
}

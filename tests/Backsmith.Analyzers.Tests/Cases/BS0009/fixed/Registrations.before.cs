public static class Setup
{
    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient("a", client => client.BaseAddress = new Uri("https://a.example"));
        services.AddHttpClient("b", (provider, client) =>
        {
            client.BaseAddress = new Uri("https://b.example");
        });
        services.AddHttpClient("c");
        services.AddHttpClient("d", Configure);
    }

    private static void Configure(HttpClient client) => client.BaseAddress = new Uri("https://d.example");
}

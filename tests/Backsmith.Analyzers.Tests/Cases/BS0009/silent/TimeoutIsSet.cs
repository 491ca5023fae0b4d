// A timeout in the initialiser, in a later statement, in the constructor, in the delegate or in a method it names.
public sealed class Rates
{
    private static readonly HttpClient Shared = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly HttpClient http = new();
    private readonly HttpClient late;

    public Rates()
    {
        http.Timeout = TimeSpan.FromSeconds(5);
        late = new HttpClient();
        late.Timeout = TimeSpan.FromSeconds(5);
    }

    public async Task<string> GetAsync()
    {
        using var client = new HttpClient();
        client.Timeout = TimeSpan.FromSeconds(3);
        return await client.GetStringAsync("https://a.example") + await Shared.GetStringAsync("https://a.example") + await http.GetStringAsync("/") + await late.GetStringAsync("/");
    }

    public static void Register(IServiceCollection services)
    {
        services.AddHttpClient("a", client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddHttpClient("b", Configure);
        services.AddHttpClient("c").ConfigureHttpClient((_, client) => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddHttpClient();
    }

    private static void Configure(HttpClient client)
    {
        client.BaseAddress = new Uri("https://b.example");
        Limit(client);
    }

    private static void Limit(HttpClient client) => client.Timeout = TimeSpan.FromSeconds(7);
}

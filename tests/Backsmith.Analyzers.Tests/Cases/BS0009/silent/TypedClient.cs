// A typed client that sets the limit itself.
public sealed class RateClient
{
    private readonly HttpClient http;

    public RateClient(HttpClient http)
    {
        this.http = http;
        this.http.Timeout = TimeSpan.FromSeconds(5);
    }

    public Task<string> GetAsync() => http.GetStringAsync("/");

    public static void Register(IServiceCollection services) => services.AddHttpClient<RateClient>();
}

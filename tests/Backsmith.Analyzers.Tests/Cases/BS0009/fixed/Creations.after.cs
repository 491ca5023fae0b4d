public sealed class Rates(IHttpClientFactory factory)
{
    private static readonly HttpClient Shared = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly HttpClient http = new() { BaseAddress = new Uri("https://rates.example"), Timeout = TimeSpan.FromSeconds(30) };
    private readonly HttpClient other = new HttpClient
    {
        BaseAddress = new Uri("https://other.example"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<string> GetAsync()
    {
        var client = factory.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(30);
        return await client.GetStringAsync("https://a.example") + await Shared.GetStringAsync("/") + await http.GetStringAsync("/") + await other.GetStringAsync("/");
    }
}

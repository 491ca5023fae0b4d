public sealed class Rates(IHttpClientFactory factory)
{
    private static readonly HttpClient Shared = new();
    private readonly HttpClient http = new() { BaseAddress = new Uri("https://rates.example") };
    private readonly HttpClient other = new HttpClient
    {
        BaseAddress = new Uri("https://other.example"),
    };

    public async Task<string> GetAsync()
    {
        var client = factory.CreateClient();
        return await client.GetStringAsync("https://a.example") + await Shared.GetStringAsync("/") + await http.GetStringAsync("/") + await other.GetStringAsync("/");
    }
}

// A named client is configured where it is registered.
public sealed class Rates(IHttpClientFactory factory)
{
    public async Task<string> GetAsync()
    {
        var client = factory.CreateClient("rates");
        return await client.GetStringAsync("https://a.example");
    }
}

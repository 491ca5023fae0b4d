// The factory's default client, which nothing limits.
public sealed class Rates(IHttpClientFactory factory)
{
    public async Task<string> GetAsync()
    {
        var client = factory.CreateClient(); //! BS0009: The client in 'client'
        return await client.GetStringAsync("https://a.example");
    }
}

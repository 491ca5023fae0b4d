// Defaults for every client of the container.
var builder = WebApplication.CreateBuilder(args);
builder.Services.ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(10)));
builder.Services.AddHttpClient("a", client => client.BaseAddress = new Uri("https://a.example"));
builder.Build().Run();

public sealed class Rates(IHttpClientFactory factory)
{
    public async Task<string> GetAsync()
    {
        var client = factory.CreateClient();
        return await client.GetStringAsync("https://a.example");
    }
}

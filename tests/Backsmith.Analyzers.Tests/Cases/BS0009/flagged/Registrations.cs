// Named and typed clients that are registered without a timeout.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<RateClient>(client => client.BaseAddress = new Uri("https://rates.example")); //! BS0009: The client of 'RateClient'
builder.Services.AddHttpClient("carrier", client => //! BS0009: The client 'carrier'
{
    client.BaseAddress = new Uri("https://carrier.example");
    client.DefaultRequestHeaders.Add("X-Api", "1");
});
builder.Services.AddHttpClient<IRates, RateClient>() //! BS0009
    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());
builder.Services.AddHttpClient("method", Configure); //! BS0009
builder.Services.AddSingleton(new HttpClient()); //! BS0009: The registered client
builder.Services.AddScoped(_ => new HttpClient { BaseAddress = new Uri("https://a.example") }); //! BS0009
builder.Build().Run();

static void Configure(HttpClient client) => client.BaseAddress = new Uri("https://b.example");

public interface IRates;

public sealed class RateClient(HttpClient http) : IRates
{
    public Task<string> GetAsync() => http.GetStringAsync("/");
}

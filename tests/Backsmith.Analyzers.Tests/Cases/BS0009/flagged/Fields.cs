// Clients in fields, properties and locals.
public sealed class Rates
{
    private static readonly HttpClient Shared = new(); //! BS0009: The client in 'Shared'
    private readonly HttpClient http = new() { BaseAddress = new Uri("https://rates.example") }; //! BS0009
    private readonly HttpClient late;

    public Rates() => late = new HttpClient(new SocketsHttpHandler()); //! BS0009

    public HttpClient Public { get; } = new HttpClient(); //! BS0009

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(); //! BS0009: The client in 'client'
        return await client.GetStringAsync("https://a.example", cancellationToken) + await Shared.GetStringAsync("https://b.example", cancellationToken)
            + await http.GetStringAsync("/", cancellationToken) + await late.GetStringAsync("https://c.example", cancellationToken);
    }
}

// Every call gets a token that runs out.
public sealed class Rates
{
    private readonly HttpClient http = new();

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        return await http.GetStringAsync("https://a.example", limit.Token);
    }

    public async Task<string> OtherAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return await http.GetStringAsync("https://a.example", limit.Token);
    }
}

// Only a segment or the query comes from the client: a constant, a configured, or the client's base address says the host.
using Microsoft.AspNetCore.Mvc;

public sealed class RatesController(HttpClient client, IConfiguration configuration) : ControllerBase
{
    private readonly string host = configuration["Rates"]!;

    [HttpGet("a")]
    public Task<string> Constant(string currency) => client.GetStringAsync("https://rates.example/v1/" + currency);

    [HttpGet("b")]
    public Task<string> Configured(string currency) => client.GetStringAsync($"{host}/v1/{currency}?d={Uri.EscapeDataString(currency)}");

    [HttpGet("c")]
    public Task<string> Relative(string currency) => client.GetStringAsync($"rates/{currency}");

    [HttpGet("d")]
    public Task<string> Built(string currency) => client.GetStringAsync(new UriBuilder("https", "rates.example", 443, currency).Uri);

    [HttpGet("e")]
    public Task<string> Number(int id) => client.GetStringAsync(id.ToString());

    [HttpPost("f")]
    public Task Body(string text) => client.PostAsync("https://notes.example", new StringContent(text));

    [HttpGet("g")]
    public Task<string> Escaped(string name) => client.GetStringAsync(Uri.EscapeDataString(name));
}

using System.Net.Http.Json;

namespace Bookshop.Api.Catalogue;

/// <summary>Prices in other currencies, for display only; every sale is in euro.</summary>
public sealed class ExchangeRates
{
    private const string HomeCurrency = "EUR";

    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://rates.central-bank.example/") };

    public async Task<ConvertedPrice> ConvertAsync(int cents, string currency, CancellationToken cancellationToken)
    {
        if (currency == HomeCurrency)
        {
            return new ConvertedPrice(cents, HomeCurrency);
        }

        var code = Uri.EscapeDataString(currency);
        var rate = await _http.GetFromJsonAsync<Rate>($"v1/latest/{code}", cancellationToken)
            ?? throw new HttpRequestException("The rate service gave no rate.");
        return new ConvertedPrice((int)Math.Round(cents * rate.Value), currency);
    }

    private sealed record Rate(decimal Value);
}

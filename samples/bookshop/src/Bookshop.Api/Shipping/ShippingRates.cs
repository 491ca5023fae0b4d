using System.Net.Http.Json;

namespace Bookshop.Api.Shipping;

public sealed record CarrierRate(string Country, int BaseCents, int CentsPerKilogram);

/// <summary>The carrier's price list, one country at a time.</summary>
public sealed class ShippingRates(HttpClient http)
{
    public async Task<CarrierRate?> ForCountryAsync(string country, CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync($"v2/rates/{Uri.EscapeDataString(country)}", cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<CarrierRate>(cancellationToken);
    }
}

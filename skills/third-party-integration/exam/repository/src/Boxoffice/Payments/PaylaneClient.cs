using System.Net.Http.Headers;
using Boxoffice.Orders;

namespace Boxoffice.Payments;

public sealed record Charge(string Id, string Status, long Amount, string Currency);

/// <summary>Charges through Paylane.</summary>
public sealed class PaylaneClient(IConfiguration configuration)
{
    public async Task<Charge> ChargeAsync(Order order)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", configuration["Paylane:ApiKey"]);
        var response = await client.PostAsJsonAsync(
            $"{configuration["Paylane:BaseAddress"]}/v1/charges",
            new { reference = $"order-{order.Id}", amount = order.Amount, currency = order.Currency });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Charge>())!;
    }
}

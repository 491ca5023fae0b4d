using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Bookings.Tests;

public sealed class VoucherTests(WebApplicationFactory<Program> app) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task A_voucher_is_spent_in_parts()
    {
        var (buyer, guest) = (Client("ada"), Client("ben"));
        var bought = await buyer.PostAsJsonAsync("/api/v1/vouchers", new { amountCents = 5000, validUntil = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30) });
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        var address = bought.Headers.Location + "/redemptions";

        Assert.Equal(2000, await RemainingAsync(await guest.PostAsJsonAsync(address, new { amountCents = 3000 })));
        Assert.Equal(HttpStatusCode.Conflict, (await guest.PostAsJsonAsync(address, new { amountCents = 3000 })).StatusCode);
        Assert.Equal(0, await RemainingAsync(await guest.PostAsJsonAsync(address, new { amountCents = 2000 })));
    }

    [Fact]
    public async Task Only_the_buyer_sees_a_voucher()
    {
        var bought = await Client("ada").PostAsJsonAsync("/api/v1/vouchers", new { amountCents = 5000, validUntil = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30) });

        Assert.Equal(HttpStatusCode.OK, (await Client("ada").GetAsync(bought.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client("ben").GetAsync(bought.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task A_list_that_did_not_change_is_not_sent_again()
    {
        var client = Client("carl");
        var first = await client.GetAsync("/api/v1/vouchers");
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync("/api/v1/vouchers")).StatusCode);
    }

    [Fact]
    public async Task A_room_is_booked_once_a_day()
    {
        var booking = new { room = "roof", day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3) };

        Assert.Equal(HttpStatusCode.Created, (await Client("ada").PostAsJsonAsync("/api/v1/bookings", booking)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Client("ben").PostAsJsonAsync("/api/v1/bookings", booking)).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told() => Assert.Equal(HttpStatusCode.Unauthorized, (await app.CreateClient().GetAsync("/api/v1/vouchers")).StatusCode);

    private static async Task<int> RemainingAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("remainingCents").GetInt32();
    }

    private HttpClient Client(string customer)
    {
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Customer", customer);
        return client;
    }
}

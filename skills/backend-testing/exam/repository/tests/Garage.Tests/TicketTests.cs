using System.Net;
using Garage.Fees;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Garage.Tests;

public sealed class TicketTests(WebApplicationFactory<Program> app) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task A_car_enters_and_leaves_at_once()
    {
        var client = app.CreateClient();

        var entered = await client.PostAsync("/api/v1/tickets", null);

        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync(entered.Headers.Location + "/exit", null)).StatusCode);
    }

    [Fact]
    public void An_hour_costs_300() => Assert.Equal(300, ParkingFee.Of(TimeSpan.FromHours(1)));
}

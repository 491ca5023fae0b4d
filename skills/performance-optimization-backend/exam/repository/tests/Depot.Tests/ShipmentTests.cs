using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Depot.Tests;

public sealed class ShipmentTests(WebApplicationFactory<Program> app) : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task A_page_is_newest_first()
    {
        var page = await app.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/shipments?perPage=3");

        Assert.Equal([640, 639, 638], page.GetProperty("data").EnumerateArray().Select(shipment => shipment.GetProperty("id").GetInt32()));
        Assert.Equal(640, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_status_limits_the_list()
    {
        var page = await app.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/shipments?status=left&perPage=5");

        Assert.All(page.GetProperty("data").EnumerateArray(), shipment => Assert.Equal("left", shipment.GetProperty("status").GetString()));
        Assert.Equal(160, page.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("perPage=501", "perPage")]
    public async Task Pages_have_bounds(string query, string field)
    {
        var response = await app.CreateClient().GetAsync("/api/v1/shipments?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task An_unknown_shipment_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.CreateClient().GetAsync("/api/v1/shipments/9999")).StatusCode);

    [Fact]
    public async Task The_weight_is_that_of_the_lines()
    {
        var shipment = await app.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/shipments/5");

        Assert.Equal(shipment.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("weightGrams").GetInt32()), shipment.GetProperty("weightGrams").GetInt32());
    }
}

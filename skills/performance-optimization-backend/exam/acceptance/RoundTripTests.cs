using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Depot.Storage;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acceptance;

public sealed class RoundTripTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/api/v1/shipments?perPage=100", 8)]
    [InlineData("/api/v1/shipments?perPage=100&page=4", 8)]
    [InlineData("/api/v1/shipments?perPage=100&status=returned", 8)]
    [InlineData("/api/v1/shipments?perPage=500", 20)]
    [InlineData("/api/v1/shipments/635", 5)]
    [InlineData("/api/v1/shipments?page=1000", 3)]
    public async Task Round_trips_do_not_follow_the_rows(string address, int most)
    {
        var client = _app.CreateClient();
        var log = _app.Services.GetRequiredService<SessionLog>();

        var response = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(log.RoundTrips, 1, most);
    }

    [Theory]
    [InlineData("?perPage=100")]
    [InlineData("?perPage=100&page=7")]
    [InlineData("?perPage=37&page=2&status=left")]
    [InlineData("?perPage=500")]
    [InlineData("?perPage=500&page=2")]
    [InlineData("?page=1000")]
    [InlineData("?status=unknown")]
    public async Task A_page_is_the_same_as_its_rows_looked_up_one_by_one(string query)
    {
        var parameters = System.Web.HttpUtility.ParseQueryString(query);
        var expected = Expected.Page(Data, parameters["status"], int.Parse(parameters["page"] ?? "1"), int.Parse(parameters["perPage"] ?? "20"));

        var actual = await _app.CreateClient().GetStringAsync("/api/v1/shipments" + query);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task One_shipment_is_the_same_too()
    {
        var client = _app.CreateClient();
        foreach (var id in new[] { 1, 5, 6, 13, 35, 340, 635, 640 })
        {
            Assert.Equal(Expected.One(Data, id), await client.GetStringAsync($"/api/v1/shipments/{id}"));
        }
    }

    [Fact]
    public async Task What_is_reported_shows_in_the_next_answer()
    {
        var client = _app.CreateClient();
        await client.GetStringAsync("/api/v1/shipments?perPage=5");
        await client.GetStringAsync("/api/v1/shipments/640");

        var reported = await client.PostAsJsonAsync("/api/v1/shipments/640/events", new { what = "held at the gate" });

        Assert.Equal(HttpStatusCode.NoContent, reported.StatusCode);
        var page = await client.GetFromJsonAsync<JsonElement>("/api/v1/shipments?perPage=5");
        Assert.Equal("held at the gate", page.GetProperty("data")[0].GetProperty("lastEvent").GetProperty("what").GetString());
        var one = await client.GetFromJsonAsync<JsonElement>("/api/v1/shipments/640");
        Assert.Equal("held at the gate", one.GetProperty("lastEvent").GetProperty("what").GetString());
    }

    [Fact]
    public async Task Refusals_stay()
    {
        var client = _app.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/shipments?perPage=501")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/shipments?perPage=0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/shipments/641")).StatusCode);
    }

    private DepotData Data => _app.Services.GetRequiredService<DepotData>();
}

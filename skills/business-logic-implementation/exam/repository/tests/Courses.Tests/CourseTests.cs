using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Courses.Tests;

public sealed class CourseTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new();

    [Fact]
    public async Task A_booking_takes_a_seat()
    {
        var client = _factory.CreateClient();
        var course = await client.PostAsJsonAsync("/api/v1/courses", new { title = "Pottery", seats = 2, startsAt = DateTimeOffset.UtcNow.AddDays(30), price = 80 });

        var booked = await client.PostAsJsonAsync($"{course.Headers.Location}/bookings", new { participant = "ada" });

        Assert.Equal(HttpStatusCode.Created, booked.StatusCode);
        Assert.Equal("reserved", (await client.GetFromJsonAsync<JsonElement>(booked.Headers.Location)).GetProperty("status").GetString());
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>(course.Headers.Location)).GetProperty("free").GetInt32());
    }

    [Fact]
    public async Task A_course_needs_seats_and_a_start_in_the_future()
    {
        var refused = await _factory.CreateClient().PostAsJsonAsync("/api/v1/courses", new { title = "Pottery", seats = 0, startsAt = "2020-01-01T00:00:00Z", price = 80 });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var details = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal(["seats", "startsAt"], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_booking_names_its_participant()
    {
        var client = _factory.CreateClient();
        var course = await client.PostAsJsonAsync("/api/v1/courses", new { title = "Pottery", seats = 2, startsAt = DateTimeOffset.UtcNow.AddDays(30), price = 80 });

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync($"{course.Headers.Location}/bookings", new { participant = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync("/api/v1/courses/99/bookings", new { participant = "ada" })).StatusCode);
    }

    public void Dispose() => _factory.Dispose();
}

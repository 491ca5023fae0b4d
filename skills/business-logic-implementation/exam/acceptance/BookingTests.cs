using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Acceptance;

public sealed class BookingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly StoppedClock _clock = new();
    private readonly WebApplicationFactory<Program> _factory;
    private readonly HttpClient _client;

    public BookingTests()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_clock)));
        _client = _factory.CreateClient();
    }

    [Fact]
    public async Task A_booking_is_reserved_for_a_day()
    {
        var course = await CourseAsync(seats: 1);
        var booking = await BookedAsync(course, "ada");

        Assert.Equal(("reserved", _clock.Now.AddHours(24)), (Status(booking), booking.GetProperty("payBy").GetDateTimeOffset()));
        Assert.Equal(JsonValueKind.Null, booking.GetProperty("refund").ValueKind);
        Assert.Equal(["reserved"], History(booking));
        Assert.Equal(_clock.Now, booking.GetProperty("history")[0].GetProperty("at").GetDateTimeOffset());
        Assert.Equal(0, await FreeAsync(course));
    }

    [Fact]
    public async Task A_reservation_ends_with_the_start_of_the_course()
    {
        var course = await CourseAsync(seats: 1);
        _clock.Now = Start.AddHours(-3);
        Assert.Equal(Start, (await BookedAsync(course, "ada")).GetProperty("payBy").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_full_course_has_a_waiting_list()
    {
        var course = await CourseAsync(seats: 1);
        await BookedAsync(course, "ada");
        var waiting = await BookedAsync(course, "eve");

        Assert.Equal("waiting", Status(waiting));
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("payBy").ValueKind);
        Assert.Equal(0, await FreeAsync(course));
    }

    [Fact]
    public async Task A_started_course_takes_no_bookings()
    {
        var course = await CourseAsync(seats: 1);
        _clock.Now = Start;
        await RefusedAsync(await BookAsync(course, "ada"), "COURSE_STARTED");
    }

    [Theory]
    [InlineData("ada")]
    [InlineData(" ADA ")]
    public async Task Nobody_books_twice(string again)
    {
        var course = await CourseAsync(seats: 2);
        var booking = await BookedAsync(course, "ada");
        await RefusedAsync(await BookAsync(course, again), "ALREADY_BOOKED");

        await OkAsync(await CancelAsync(booking));
        Assert.Equal("reserved", Status(await BookedAsync(course, again)));
        await BookedAsync(await CourseAsync(seats: 1), "ada");
    }

    [Fact]
    public async Task Nobody_waits_twice_either()
    {
        var course = await CourseAsync(seats: 1);
        await BookedAsync(course, "ada");
        await BookedAsync(course, "eve");
        await RefusedAsync(await BookAsync(course, "Eve"), "ALREADY_BOOKED");
    }

    [Fact]
    public async Task Seats_are_not_sold_twice_by_parallel_requests()
    {
        // Many bookings make each decision take longer, so that decisions that are not guarded overlap.
        for (var round = 0; round < 3; round++)
        {
            var course = await CourseAsync(seats: 200);
            var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(() => BookAsync(course, $"p{number}"))));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
            var statuses = await Task.WhenAll(answers.Select(async answer => Status(await answer.Content.ReadFromJsonAsync<JsonElement>())));

            Assert.Equal((200, 200), (statuses.Count(status => status == "reserved"), statuses.Count(status => status == "waiting")));
            Assert.Equal(0, await FreeAsync(course));
        }
    }

    [Fact]
    public async Task A_participant_books_once_by_parallel_requests()
    {
        var course = await CourseAsync(seats: 1000);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => BookedAsync(course, $"p{number}")));
        for (var round = 0; round < 10; round++)
        {
            var participant = $"ada{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => BookAsync(course, participant))));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
            Assert.Equal(699 - round, await FreeAsync(course));
        }
    }

    [Fact]
    public async Task A_paid_booking_is_confirmed_once()
    {
        var course = await CourseAsync(seats: 1);
        var booking = await BookedAsync(course, "ada");
        _clock.Now += TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1);

        var paid = await OkAsync(await PayAsync(booking, "p-1", 99.99m));
        Assert.Equal("confirmed", Status(paid));
        Assert.Equal(JsonValueKind.Null, paid.GetProperty("payBy").ValueKind);
        _clock.Now += TimeSpan.FromDays(2);
        var again = await OkAsync(await PayAsync(booking, "p-1", 99.99m));
        Assert.Equal(["reserved", "confirmed"], History(again));
        Assert.Equal(paid.GetRawText(), again.GetRawText());
        Assert.Contains("confirmed", await RefusedAsync(await PayAsync(booking, "p-2", 99.99m), "ILLEGAL_STATE"));
        Assert.Equal(0, await FreeAsync(course));
    }

    [Theory]
    [InlineData("p-1", "99.98", "amount")]
    [InlineData("p-1", "0", "amount")]
    [InlineData("  ", "99.99", "paymentId")]
    [InlineData(null, "99.99", "paymentId")]
    public async Task A_wrong_payment_changes_nothing(string? paymentId, string amount, string field)
    {
        var booking = await BookedAsync(await CourseAsync(seats: 1), "ada");
        var answer = await PayAsync(booking, paymentId, decimal.Parse(amount, CultureInfo.InvariantCulture));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var details = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("details");
        Assert.Equal([field], details.EnumerateArray().Select(detail => detail.GetProperty("field").GetString()));
        Assert.Equal("reserved", Status(await GetAsync(booking)));
    }

    [Fact]
    public async Task Who_waits_cannot_pay()
    {
        var course = await CourseAsync(seats: 1);
        await BookedAsync(course, "ada");
        Assert.Contains("waiting", await RefusedAsync(await PayAsync(await BookedAsync(course, "eve"), "p", 99.99m), "ILLEGAL_STATE"));
    }

    [Fact]
    public async Task A_late_payment_is_refused()
    {
        var course = await CourseAsync(seats: 1);
        var booking = await BookedAsync(course, "ada");
        _clock.Now += TimeSpan.FromHours(24);

        Assert.Contains("expired", await RefusedAsync(await PayAsync(booking, "p-1", 99.99m), "ILLEGAL_STATE"));
        Assert.Equal(["reserved", "expired"], History(await GetAsync(booking)));
        Assert.Equal(1, await FreeAsync(course));
        await RefusedAsync(await CancelAsync(booking), "ILLEGAL_STATE");
        Assert.Equal("reserved", Status(await BookedAsync(course, "ada")));
    }

    [Fact]
    public async Task Parallel_payments_confirm_once()
    {
        var booking = await BookedAsync(await CourseAsync(seats: 1), "ada");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => PayAsync(booking, $"p-{number}", 99.99m))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(["reserved", "confirmed"], History(await GetAsync(booking)));
    }

    [Theory]
    [InlineData(14 * 86400, "99.99")]
    [InlineData(14 * 86400 - 1, "50")]
    [InlineData(2 * 86400, "50")]
    [InlineData(2 * 86400 - 1, "0")]
    [InlineData(1, "0")]
    public async Task A_refund_depends_on_the_time_left(int secondsLeft, string refund)
    {
        var course = await CourseAsync(seats: 1);
        var booking = await BookedAsync(course, "ada");
        await OkAsync(await PayAsync(booking, "p", 99.99m));
        _clock.Now = Start.AddSeconds(-secondsLeft);

        var cancelled = await OkAsync(await CancelAsync(booking));
        Assert.Equal(("cancelled", decimal.Parse(refund, CultureInfo.InvariantCulture)), (Status(cancelled), cancelled.GetProperty("refund").GetDecimal()));
        _clock.Now = Start.AddSeconds(5);
        Assert.Equal(cancelled.GetRawText(), (await OkAsync(await CancelAsync(booking))).GetRawText());
        Assert.Equal(["reserved", "confirmed", "cancelled"], History(await GetAsync(booking)));
    }

    [Fact]
    public async Task Half_a_cent_is_rounded_up()
    {
        var booking = await BookedAsync(await CourseAsync(seats: 1, price: 0.25m), "ada");
        await OkAsync(await PayAsync(booking, "p", 0.25m));
        _clock.Now = Start.AddDays(-3);
        Assert.Equal(0.13m, (await OkAsync(await CancelAsync(booking))).GetProperty("refund").GetDecimal());
    }

    [Fact]
    public async Task A_started_course_is_not_cancelled()
    {
        var booking = await BookedAsync(await CourseAsync(seats: 1), "ada");
        await OkAsync(await PayAsync(booking, "p", 99.99m));
        _clock.Now = Start;
        await RefusedAsync(await CancelAsync(booking), "COURSE_STARTED");
        Assert.Equal("confirmed", Status(await GetAsync(booking)));
    }

    [Fact]
    public async Task A_free_seat_goes_to_who_waits_longest()
    {
        var course = await CourseAsync(seats: 1);
        var first = await BookedAsync(course, "ada");
        var second = await BookedAsync(course, "bea");
        var third = await BookedAsync(course, "cia");
        Assert.Equal(0m, (await OkAsync(await CancelAsync(second))).GetProperty("refund").GetDecimal());
        var fourth = await BookedAsync(course, "dia");
        await OkAsync(await PayAsync(first, "p", 99.99m));
        _clock.Now += TimeSpan.FromDays(3);

        await OkAsync(await CancelAsync(first));

        var moved = await GetAsync(third);
        Assert.Equal(("reserved", _clock.Now.AddHours(24)), (Status(moved), moved.GetProperty("payBy").GetDateTimeOffset()));
        Assert.Equal(["waiting", "reserved"], History(moved));
        Assert.Equal("waiting", Status(await GetAsync(fourth)));
        Assert.Equal("waiting", Status(await BookedAsync(course, "eva")));
    }

    [Fact]
    public async Task Expiry_moves_up_at_its_instant_and_goes_on()
    {
        var course = await CourseAsync(seats: 1);
        var t0 = _clock.Now;
        var first = await BookedAsync(course, "ada");
        var second = await BookedAsync(course, "bea");
        var third = await BookedAsync(course, "cia");
        _clock.Now = t0.AddHours(50);

        var last = await GetAsync(third);
        Assert.Equal(("reserved", t0.AddHours(72)), (Status(last), last.GetProperty("payBy").GetDateTimeOffset()));
        Assert.Equal(t0.AddHours(48), last.GetProperty("history")[1].GetProperty("at").GetDateTimeOffset());
        var passed = await GetAsync(second);
        Assert.Equal(["waiting", "reserved", "expired"], History(passed));
        Assert.Equal([t0, t0.AddHours(24), t0.AddHours(48)], passed.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal("expired", Status(await GetAsync(first)));
        Assert.Equal(0, await FreeAsync(course));
        _clock.Now = t0.AddHours(72);
        Assert.Equal(1, await FreeAsync(course));
    }

    [Fact]
    public async Task Who_waited_may_pay_at_once_after_a_silent_expiry()
    {
        var course = await CourseAsync(seats: 1);
        await BookedAsync(course, "ada");
        var second = await BookedAsync(course, "bea");
        _clock.Now += TimeSpan.FromHours(25);
        Assert.Equal("confirmed", Status(await OkAsync(await PayAsync(second, "p", 99.99m))));
    }

    [Fact]
    public async Task Nobody_moves_up_after_the_start()
    {
        var course = await CourseAsync(seats: 1);
        _clock.Now = Start.AddHours(-2);
        var first = await BookedAsync(course, "ada");
        var second = await BookedAsync(course, "bea");
        _clock.Now = Start.AddHours(1);

        Assert.Equal("expired", Status(await GetAsync(first)));
        Assert.Equal("waiting", Status(await GetAsync(second)));
    }

    [Fact]
    public async Task Several_seats_move_up_several()
    {
        var course = await CourseAsync(seats: 2);
        var t0 = _clock.Now;
        await BookedAsync(course, "a");
        _clock.Now = t0.AddHours(1);
        await BookedAsync(course, "b");
        var third = await BookedAsync(course, "c");
        var fourth = await BookedAsync(course, "d");
        _clock.Now = t0.AddHours(30);

        Assert.Equal(t0.AddHours(48), (await GetAsync(third)).GetProperty("payBy").GetDateTimeOffset());
        Assert.Equal(t0.AddHours(49), (await GetAsync(fourth)).GetProperty("payBy").GetDateTimeOffset());
    }

    [Fact]
    public async Task Unknown_bookings_are_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync("/api/v1/bookings/99/cancellation", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsJsonAsync("/api/v1/bookings/99/payment", new { paymentId = "p", amount = 1 })).StatusCode);
    }

    public void Dispose() => _factory.Dispose();

    private async Task<int> CourseAsync(int seats, decimal price = 99.99m)
    {
        var made = await _client.PostAsJsonAsync("/api/v1/courses", new { title = "Pottery", seats, startsAt = Start, price });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    private async Task<int> FreeAsync(int course) => (await _client.GetFromJsonAsync<JsonElement>($"/api/v1/courses/{course}")).GetProperty("free").GetInt32();

    private Task<HttpResponseMessage> BookAsync(int course, string participant) => _client.PostAsJsonAsync($"/api/v1/courses/{course}/bookings", new { participant });

    private async Task<JsonElement> BookedAsync(int course, string participant)
    {
        var booked = await BookAsync(course, participant);
        Assert.Equal(HttpStatusCode.Created, booked.StatusCode);
        return await booked.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<JsonElement> GetAsync(JsonElement booking) => _client.GetFromJsonAsync<JsonElement>(Route(booking));

    private Task<HttpResponseMessage> PayAsync(JsonElement booking, string? paymentId, decimal amount) => _client.PostAsJsonAsync($"{Route(booking)}/payment", new { paymentId, amount });

    private Task<HttpResponseMessage> CancelAsync(JsonElement booking) => _client.PostAsync($"{Route(booking)}/cancellation", null);

    private static string Route(JsonElement booking) => $"/api/v1/bookings/{booking.GetProperty("id").GetInt32()}";

    private static string Status(JsonElement booking) => booking.GetProperty("status").GetString()!;

    private static IEnumerable<string> History(JsonElement booking) => booking.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("status").GetString()!);

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> RefusedAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        return error.GetProperty("message").GetString()!;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

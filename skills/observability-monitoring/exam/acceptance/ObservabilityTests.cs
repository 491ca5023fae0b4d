using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Acceptance;

public sealed class ObservabilityTests : IDisposable
{
    private const string Email = "marta.quiet@example.org";

    private readonly PickupApp _app = new();
    private readonly HttpClient _client;

    public ObservabilityTests() => _client = _app.CreateClient();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("abc-1.2_Z")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_safe_id_is_taken(string id)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/api/v1/orders/{Guid.NewGuid()}", id);

        Assert.Equal([id], answer.Headers.GetValues("X-Correlation-Id"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("has blank")]
    [InlineData("ünsafe")]
    [InlineData("a;b=\"c\"")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Another_one_is_replaced(string? id)
    {
        var answers = new[] { await SendAsync(HttpMethod.Get, $"/api/v1/orders/{Guid.NewGuid()}", id), await SendAsync(HttpMethod.Get, $"/api/v1/orders/{Guid.NewGuid()}", id) };

        var given = answers.Select(answer => Assert.Single(answer.Headers.GetValues("X-Correlation-Id"))).ToList();
        Assert.All(given, value => Assert.Matches("^[A-Za-z0-9._-]{1,64}$", value));
        Assert.Equal(2, given.Distinct().Count());
    }

    [Fact]
    public async Task Every_entry_of_a_request_has_the_id_in_its_scope()
    {
        _app.Take = _ => throw new HttpRequestException("warehouse 7 is dark");
        await SendAsync(HttpMethod.Post, "/api/v1/orders", "order-1", Order());
        await SendAsync(HttpMethod.Get, PickupApp.FaultPath, "fault-1");

        var own = _app.Logged.Entries.Where(entry => entry.Category.StartsWith("Pickup", StringComparison.Ordinal) || entry.Exception is not null).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, entry => Assert.Contains(entry.Scope.GetValueOrDefault("CorrelationId")?.ToString(), new[] { "order-1", "fault-1" }));
    }

    [Fact]
    public async Task An_unexpected_error_is_logged_once_and_not_told()
    {
        var answer = await SendAsync(HttpMethod.Get, PickupApp.FaultPath, "fault-2");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(["fault-2"], answer.Headers.GetValues("X-Correlation-Id"));
        Assert.DoesNotContain("sdb7", await answer.Content.ReadAsStringAsync());
        var error = Assert.Single(_app.Logged.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.IsType<InvalidOperationException>(error.Exception);
        Assert.Equal("fault-2", error.Scope.GetValueOrDefault("CorrelationId")?.ToString());
    }

    [Fact]
    public async Task The_end_of_a_request_is_one_entry_with_its_values()
    {
        var added = await SendAsync(HttpMethod.Post, "/api/v1/orders", "r-1", Order());
        await SendAsync(HttpMethod.Get, added.Headers.Location!.ToString(), "r-2");
        await SendAsync(HttpMethod.Get, $"/api/v1/orders/{Guid.NewGuid()}", "r-3");

        Ended("r-1", "POST", "/api/v1/orders", 201);
        Ended("r-2", "GET", "/api/v1/orders/{id:guid}", 200);
        Ended("r-3", "GET", "/api/v1/orders/{id:guid}", 404);

        void Ended(string id, string method, string route, int status)
        {
            var end = Assert.Single(Ends(), entry => entry.Scope.GetValueOrDefault("CorrelationId")?.ToString() == id);
            Assert.Equal(LogLevel.Information, end.Level);
            Assert.Equal(method, end.Values["Method"]?.ToString());
            Assert.Equal(route, end.Values["Route"]?.ToString()?.TrimEnd('/'));
            Assert.Equal(status, Convert.ToInt32(end.Values["Status"], CultureInfo.InvariantCulture));
            Assert.InRange(Convert.ToDouble(end.Values["Milliseconds"], CultureInfo.InvariantCulture), 0, 60_000);
        }
    }

    [Fact]
    public async Task Addresses_and_codes_are_in_no_log_and_not_on_the_console()
    {
        var console = new StringWriter();
        var before = Console.Out;
        Console.SetOut(console);
        var codes = new List<string> { "WRONGC0DE" };
        try
        {
            var added = await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());
            var code = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
            codes.Add(code);
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, added.Headers.Location + "/collection", null, new { code = "WRONGC0DE" })).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Post, added.Headers.Location + "/collection", null, new { code })).StatusCode);
            _app.Take = _ => throw new HttpRequestException("dark");
            await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());
            await SendAsync(HttpMethod.Post, "/api/v1/orders", null, new { email = Email, article = "", quantity = 1 });
        }
        finally
        {
            Console.SetOut(before);
        }

        var all = console + string.Join('\n', _app.Logged.Entries.Select(entry => entry.Text));
        Assert.DoesNotContain("marta", all, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_silent_stock_is_an_error_with_its_exception()
    {
        _app.Take = _ => throw new HttpRequestException("warehouse 7 is dark");

        var answer = await SendAsync(HttpMethod.Post, "/api/v1/orders", "s-1", Order());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("warehouse 7", await answer.Content.ReadAsStringAsync());
        var error = Assert.Single(_app.Logged.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.IsType<HttpRequestException>(error.Exception);
    }

    [Fact]
    public async Task Refusals_are_no_warnings()
    {
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, new { email = "", article = "", quantity = 0 });
        await SendAsync(HttpMethod.Get, $"/api/v1/orders/{Guid.NewGuid()}", null);
        var added = await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());
        await SendAsync(HttpMethod.Post, added.Headers.Location + "/collection", null, new { code = "no" });
        _app.Take = _ => Task.FromResult(false);
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());

        Assert.DoesNotContain(_app.Logged.Entries, entry => entry.Level >= LogLevel.Warning && entry.Category.StartsWith("Pickup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alive_whatever_the_stock_does_and_ready_only_with_it()
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/health/ready")).StatusCode);

        _app.Ping = _ => throw new HttpRequestException("warehouse 7 is dark");
        var notReady = await _client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.DoesNotContain("warehouse", await notReady.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/health/live")).StatusCode);

        _app.Ping = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/health/ready")).StatusCode);
        Assert.Empty(Ends());
    }

    [Fact]
    public async Task A_stock_that_hangs_makes_not_ready_in_time()
    {
        var never = new TaskCompletionSource();
        _app.Ping = _ => never.Task;
        var watch = Stopwatch.StartNew();

        var answer = await _client.GetAsync("/health/ready").WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}."); // 3 seconds, and room for a busy machine
    }

    [Fact]
    public async Task Orders_are_counted_by_outcome()
    {
        using var counted = new Counted(_app.Services);
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, new { email = "", article = "", quantity = 0 });
        _app.Take = _ => Task.FromResult(false);
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());
        _app.Take = _ => throw new HttpRequestException("dark");
        await SendAsync(HttpMethod.Post, "/api/v1/orders", null, Order());

        Assert.Equal(["1 outcome=placed", "1 outcome=out_of_stock", "1 outcome=stock_unavailable"], counted.Raised);
    }

    private IEnumerable<Entry> Ends() => _app.Logged.Entries.Where(entry => entry.Values.ContainsKey("Route") && entry.Values.ContainsKey("Milliseconds"));

    private static object Order() => new { email = Email, article = "lamp", quantity = 2 };

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? id, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Correlation-Id", id);
        }

        return await _client.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Acceptance;

public sealed class VoucherTests : IDisposable
{
    private readonly BookingsApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Only_the_buyer_sees_what_was_spent()
    {
        var code = await _app.BuyAsync();
        await _app.SpendAsync(code, 100);

        Assert.Equal(HttpStatusCode.NotFound, (await _app.Client("ben").GetAsync($"/api/v1/vouchers/{code}/redemptions")).StatusCode);
        var own = await _app.Client("ada").GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{code}/redemptions");
        Assert.Equal(100, Assert.Single(own.GetProperty("data").EnumerateArray()).GetProperty("amountCents").GetInt32());
    }

    [Fact]
    public async Task Two_at_once_do_not_spend_the_same_cents()
    {
        var code = await _app.BuyAsync(5000);
        _app.Written.Clear();
        var reached = new SemaphoreSlim(0);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Write = () =>
        {
            reached.Release();
            return open.Task;
        };

        var first = Task.Run(() => _app.SpendAsync(code, 4000));
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(20)));
        var second = Task.Run(() => _app.SpendAsync(code, 4000));
        await Task.WhenAny(second, reached.WaitAsync(TimeSpan.FromSeconds(2))); // whoever is right lets nobody else in here, or refuses
        open.SetResult();
        var answers = await Task.WhenAll(first, second);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(1000, await _app.LeftAsync(code));
        Assert.Equal([4000], _app.Written);
    }

    [Fact]
    public async Task Many_at_once_spend_what_there_is()
    {
        var code = await _app.BuyAsync(5000);
        _app.Write = async () => await Task.Yield();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _app.SpendAsync(code, 300))));

        Assert.Equal(16, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5000 - (16 * 300), await _app.LeftAsync(code));
        var shown = await _app.Client("ada").GetFromJsonAsync<JsonElement>($"/api/v1/vouchers/{code}/redemptions");
        Assert.Equal(16, shown.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_voucher_waits_for_no_other()
    {
        var (slow, quick) = (await _app.BuyAsync(), await _app.BuyAsync());
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource();
        _app.Write = () =>
        {
            reached.TrySetResult();
            return open.Task;
        };
        var waiting = Task.Run(() => _app.SpendAsync(slow, 100));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

        _app.Write = () => Task.CompletedTask;
        var other = await _app.SpendAsync(quick, 100).WaitAsync(TimeSpan.FromSeconds(20));
        open.SetResult();

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-100)]
    [InlineData(int.MinValue)]
    public async Task At_least_a_cent_is_spent(int amountCents)
    {
        var code = await _app.BuyAsync();

        var refused = await _app.SpendAsync(code, amountCents);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("amountCents", out _));
        Assert.Equal(5000, await _app.LeftAsync(code));
    }

    [Fact]
    public async Task The_last_day_counts()
    {
        var code = await _app.BuyAsync(validUntil: "2025-06-02");
        _app.Clock.Now = new DateTimeOffset(2025, 6, 2, 23, 59, 59, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await _app.SpendAsync(code, 100)).StatusCode);

        _app.Clock.Now = new DateTimeOffset(2025, 6, 3, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.Conflict, (await _app.SpendAsync(code, 100)).StatusCode);
    }

    [Fact]
    public async Task A_ledger_that_fails_spends_nothing_and_tells_nothing()
    {
        var code = await _app.BuyAsync();
        _app.Write = () => Task.FromException(new IOException("host books-7 is dark"));

        var refused = await _app.SpendAsync(code, 100);
        var sale = await _app.Client("ada").PostAsJsonAsync("/api/v1/vouchers", new { amountCents = 100, validUntil = "2025-06-30" });

        foreach (var answer in new[] { refused, sale })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("books-7", await answer.Content.ReadAsStringAsync());
        }

        _app.Write = () => Task.CompletedTask;
        Assert.Equal(5000, await _app.LeftAsync(code));
        Assert.Equal(HttpStatusCode.OK, (await _app.SpendAsync(code, 5000)).StatusCode);
        var list = await _app.Client("ada").GetFromJsonAsync<JsonElement>("/api/v1/vouchers");
        Assert.Equal(1, list.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Codes_are_not_logged()
    {
        var code = await _app.BuyAsync();
        await _app.SpendAsync(code, 100);
        await _app.SpendAsync(code, 100_000);
        _app.Write = () => Task.FromException(new IOException("dark"));
        await _app.SpendAsync(code, 100);

        Assert.DoesNotContain(code, _app.Logged, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Codes_are_long_and_differ()
    {
        var codes = new HashSet<string>();
        for (var number = 0; number < 20; number++)
        {
            codes.Add(await _app.BuyAsync());
        }

        Assert.Equal(20, codes.Count);
        Assert.All(codes, code => Assert.True(code.Length >= 16));
    }
}

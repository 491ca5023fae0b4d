using System.Net;
using System.Net.Http.Json;
using Tariffs.Prices;

namespace Acceptance;

public sealed class CachingTests : IDisposable
{
    private readonly TariffsApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_second_read_does_not_ask_the_source_in_either_case()
    {
        Have("acme", "A-1", "tools", 5);
        var client = _app.Client();

        Assert.Equal(5, await client.AmountAsync("A-1"));
        Assert.Equal(5, await client.AmountAsync("a-1"));
        Assert.Equal(["A-1=5"], await client.ListAsync("tools"));
        Assert.Equal(["A-1=5"], await client.ListAsync("tools"));

        Assert.Equal((1, 1), (_app.Source.Finds, _app.Source.Lists));
    }

    [Fact]
    public async Task After_60_seconds_the_source_is_asked_again()
    {
        Have("acme", "A-1", "tools", 5);
        var client = _app.Client();
        await client.AmountAsync("A-1");
        await client.ListAsync("tools");
        Have("acme", "A-1", "tools", 6);

        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(5, await client.AmountAsync("A-1"));
        _app.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(6, await client.AmountAsync("A-1"));
        Assert.Equal(["A-1=6"], await client.ListAsync("tools"));
    }

    [Fact]
    public async Task That_there_is_no_price_is_remembered_until_there_is_one()
    {
        var client = _app.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/prices/A-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/prices/A-1")).StatusCode);
        Assert.Equal(1, _app.Source.Finds);

        await client.PutAsync("A-1", "tools", 5);
        Assert.Equal(5, await client.AmountAsync("A-1"));
    }

    [Fact]
    public async Task Writes_show_in_the_next_answer()
    {
        var client = _app.Client();
        await client.PutAsync("A-1", "tools", 1);
        await client.PutAsync("A-2", "tools", 2);
        Assert.Equal(["A-1=1", "A-2=2"], await client.ListAsync("tools"));
        Assert.Empty(await client.ListAsync("paint"));
        Assert.Equal(2, await client.AmountAsync("A-2"));

        await client.PutAsync("a-2", "paint", 20);
        Assert.Equal(20, await client.AmountAsync("A-2"));
        Assert.Equal(["A-1=1"], await client.ListAsync("tools"));
        Assert.Equal(["A-2=20"], await client.ListAsync("paint"));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/prices/a-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/prices/A-1")).StatusCode);
        Assert.Empty(await client.ListAsync("tools"));
    }

    [Fact]
    public async Task An_import_shows_in_the_next_answer()
    {
        var client = _app.Client();
        await client.PutAsync("A-1", "tools", 1);
        Assert.Equal(1, await client.AmountAsync("A-1"));
        Assert.Equal(["A-1=1"], await client.ListAsync("tools"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/prices/A-9")).StatusCode);

        var imported = await client.PostAsJsonAsync("/api/v1/imports", new { prices = new[] { new { sku = "a-1", category = "tools", amount = 7m }, new { sku = "A-9", category = "tools", amount = 9m } } });

        Assert.Equal(HttpStatusCode.NoContent, imported.StatusCode);
        Assert.Equal(7, await client.AmountAsync("A-1"));
        Assert.Equal(9, await client.AmountAsync("A-9"));
        Assert.Equal(["A-1=7", "A-9=9"], await client.ListAsync("tools"));
    }

    [Fact]
    public async Task Tenants_are_kept_apart()
    {
        Have("acme", "A-1", "tools", 5);
        Have("ukbase", "A-1", "tools", 8);

        Assert.Equal(5, await _app.Client().AmountAsync("A-1"));
        Assert.Equal(8, await _app.Client("ukbase").AmountAsync("A-1"));
        Assert.Equal(["A-1=5"], await _app.Client().ListAsync("tools"));
        Assert.Equal(["A-1=8"], await _app.Client("ukbase").ListAsync("tools"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Client("other").GetAsync("/api/v1/prices/A-1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _app.CreateClient().GetAsync("/api/v1/prices/A-1")).StatusCode);
    }

    [Fact]
    public async Task Names_that_run_together_are_not_mixed_up()
    {
        Have("acme", "B:C", "tools", 1);
        Have("acme", "A", "B/C", 2);

        Assert.Equal(1, await _app.Client().AmountAsync("B:C"));
        Assert.Empty(await _app.Client().ListAsync("B:C"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Client().GetAsync("/api/v1/prices/tools")).StatusCode);
    }

    [Fact]
    public async Task Readers_of_one_price_share_a_call()
    {
        Have("acme", "A-1", "tools", 5);
        var gate = new Gate();
        _app.Source.AfterRead = gate.PassAsync;
        var client = _app.Client();

        var readers = Enumerable.Range(0, 25).Select(_ => client.AmountAsync("A-1")).ToList();
        var lists = Enumerable.Range(0, 25).Select(_ => client.ListAsync("tools")).ToList();
        await gate.Reached;
        await WaitUntilAsync(() => _app.Source is { Finds: > 0, Lists: > 0 });
        gate.Open();

        Assert.All(await Task.WhenAll(readers), amount => Assert.Equal(5, amount));
        Assert.All(await Task.WhenAll(lists), list => Assert.Equal(["A-1=5"], list));
        Assert.Equal((1, 1), (_app.Source.Finds, _app.Source.Lists));
    }

    [Fact]
    public async Task Who_goes_away_does_not_take_the_others_along()
    {
        Have("acme", "A-1", "tools", 5);
        var gate = new Gate();
        _app.Source.AfterRead = gate.PassAsync;
        var client = _app.Client();
        using var leaves = new CancellationTokenSource();

        var first = client.GetAsync("/api/v1/prices/A-1", leaves.Token);
        await gate.Reached;
        var second = client.AmountAsync("A-1");
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Task.Delay(100); // the server learns of it on its own time; too little only makes this test kinder
        gate.Open();

        Assert.Equal(5, await second.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(5, await client.AmountAsync("A-1"));
    }

    [Fact]
    public async Task A_failure_is_answered_and_not_kept()
    {
        Have("acme", "A-1", "tools", 5);
        _app.Source.AfterRead = () => Task.FromException(new SourceUnavailableException("line 7 is down"));
        var client = _app.Client();

        var failed = await client.GetAsync("/api/v1/prices/A-1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.DoesNotContain("line 7", await failed.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/api/v1/prices?category=tools")).StatusCode);

        _app.Source.AfterRead = () => Task.CompletedTask;
        Assert.Equal(5, await client.AmountAsync("A-1"));
        Assert.Equal(["A-1=5"], await client.ListAsync("tools"));
    }

    [Theory]
    [InlineData("put")]
    [InlineData("delete")]
    [InlineData("import")]
    public async Task A_slow_read_that_began_before_a_write_leaves_nothing_old_behind(string write)
    {
        Have("acme", "A-1", "tools", 5);
        var gate = new Gate();
        _app.Source.AfterRead = gate.PassAsync;
        var client = _app.Client();
        var slow = client.GetAsync("/api/v1/prices/A-1");
        var slowList = client.GetAsync("/api/v1/prices?category=tools");
        await WaitUntilAsync(() => _app.Source is { Finds: 1, Lists: 1 });

        _app.Source.AfterRead = () => Task.CompletedTask;
        using var written = write switch
        {
            "put" => await client.PutAsJsonAsync("/api/v1/prices/A-1", new { category = "tools", amount = 6m }),
            "delete" => await client.DeleteAsync("/api/v1/prices/A-1"),
            _ => await client.PostAsJsonAsync("/api/v1/imports", new { prices = new[] { new { sku = "A-1", category = "tools", amount = 6m } } }),
        };
        Assert.Equal(HttpStatusCode.NoContent, written.StatusCode);
        var meanwhile = client.GetAsync("/api/v1/prices/A-1"); // began after the write was answered: must not join the old read
        var early = await Task.WhenAny(meanwhile, Task.Delay(TimeSpan.FromSeconds(20)));
        gate.Open();
        await slow;
        await slowList;

        Assert.Same(meanwhile, early);
        var now = await client.GetAsync("/api/v1/prices/A-1");
        if (write == "delete")
        {
            Assert.Equal(HttpStatusCode.NotFound, (await meanwhile).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, now.StatusCode);
            Assert.Empty(await client.ListAsync("tools"));
        }
        else
        {
            Assert.Contains("\"amount\":6", await (await meanwhile).Content.ReadAsStringAsync());
            Assert.Contains("\"amount\":6", await now.Content.ReadAsStringAsync());
            Assert.Equal(["A-1=6"], await client.ListAsync("tools"));
        }
    }

    private void Have(string tenant, string sku, string category, decimal amount) => _app.Source.Save(tenant, [new Price(sku, category, amount, "EUR")]);

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}

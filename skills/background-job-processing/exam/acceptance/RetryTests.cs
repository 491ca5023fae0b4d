using System.Net;
using Mailroom.Letters;

namespace Acceptance;

public sealed class RetryTests : IDisposable
{
    private readonly Mail _mail = new();

    [Fact]
    public async Task A_letter_is_sent_once()
    {
        var id = await _mail.JobAsync();
        Assert.Equal(new State("waiting", 0, _mail.Clock.Now, 0, 1, null, null), await _mail.StateAsync(id));
        await Mail.SoonAsync(_mail.RunAsync());
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(new State("done", 1, null, 1, 1, null, _mail.Clock.Now), await _mail.StateAsync(id));
        Assert.Single(_mail.Transport.Tried);
    }

    [Fact]
    public async Task Many_runners_send_each_letter_once()
    {
        _mail.Transport.Behaviour = (_, _, _) => Task.Delay(5);
        for (var number = 0; number < 40; number++)
        {
            await _mail.JobAsync($"r{number}@example.com");
        }

        await Mail.SoonAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _mail.RunAsync()))));
        Assert.Equal(40, _mail.Transport.Tried.Count);
        Assert.Equal(40, _mail.Transport.Tried.Select(sent => sent.Recipient).Distinct().Count());
        Assert.Equal(40, _mail.Transport.Tried.Select(sent => sent.Key).Distinct().Count());
    }

    [Fact]
    public async Task Five_failures_with_growing_delays_end_in_the_dead_letters()
    {
        _mail.Transport.Behaviour = (_, _, _) => throw new InvalidOperationException("internal words of the exception");
        var id = await _mail.JobAsync();
        foreach (var (attempt, seconds) in new[] { (1, 30), (2, 60), (3, 120), (4, 240) })
        {
            await _mail.NextAsync(id);
            var state = await _mail.StateAsync(id);
            Assert.Equal(("waiting", attempt, "FAILED"), (state.Name, state.Attempts, state.Error));
            Assert.InRange((state.DueAt!.Value - _mail.Clock.Now).TotalSeconds, seconds * 0.8, seconds * 1.2);
            var tried = _mail.Transport.Tried.Count;
            _mail.Clock.Advance(TimeSpan.FromSeconds(seconds * 0.79));
            await Mail.SoonAsync(_mail.RunAsync());
            Assert.Equal(tried, _mail.Transport.Tried.Count);
        }

        await _mail.NextAsync(id);
        Assert.Equal(new State("dead", 5, null, 0, 1, "FAILED", _mail.Clock.Now), await _mail.StateAsync(id));
        _mail.Clock.Advance(TimeSpan.FromDays(2));
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(5, _mail.Transport.Tried.Count);
        Assert.Single(_mail.Transport.Tried.Select(sent => sent.Key).Distinct());
        Assert.DoesNotContain("internal words", await _mail.Client.GetStringAsync($"/api/v1/jobs/{id}"));
    }

    [Fact]
    public async Task Delays_are_spread()
    {
        _mail.Transport.Behaviour = (_, _, _) => throw new InvalidOperationException();
        List<int> ids = [];
        for (var number = 0; number < 12; number++)
        {
            ids.Add(await _mail.JobAsync());
        }

        await Mail.SoonAsync(_mail.RunAsync());
        var dues = await Task.WhenAll(ids.Select(async id => (await _mail.StateAsync(id)).DueAt));
        Assert.True(dues.Distinct().Count() > 3);
    }

    [Fact]
    public async Task A_failing_letter_does_not_stop_the_others()
    {
        _mail.Transport.Behaviour = (sent, _, _) => sent.Recipient.StartsWith("bad") ? throw new InvalidOperationException() : Task.CompletedTask;
        var bad = await _mail.JobAsync("bad@example.com");
        var good = await _mail.JobAsync("good@example.com");
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(("waiting", "done"), ((await _mail.StateAsync(bad)).Name, (await _mail.StateAsync(good)).Name));
    }

    [Fact]
    public async Task A_dead_job_is_requeued()
    {
        _mail.Transport.Behaviour = (_, tried, _) => tried == 1 ? throw new MailRefusedException("internal words") : Task.CompletedTask;
        var id = await _mail.JobAsync();
        Assert.Equal("ILLEGAL_STATE", (await Mail.ErrorAsync(await _mail.RequeueAsync(id), HttpStatusCode.Conflict)).Code);
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(new State("dead", 1, null, 0, 1, "REFUSED", _mail.Clock.Now), await _mail.StateAsync(id));

        _mail.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await _mail.RequeueAsync(id)).StatusCode);
        Assert.Equal(new State("waiting", 0, _mail.Clock.Now, 0, 1, null, null), await _mail.StateAsync(id));
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal("done", (await _mail.StateAsync(id)).Name);
        Assert.Single(_mail.Transport.Tried.Select(sent => sent.Key).Distinct());
        Assert.Equal("ILLEGAL_STATE", (await Mail.ErrorAsync(await _mail.RequeueAsync(id), HttpStatusCode.Conflict)).Code);
    }

    [Theory]
    [InlineData(600, 600)]
    [InlineData(0, 1)]
    [InlineData(90_000, 3600)]
    public async Task An_absent_server_costs_no_attempt(int asked, int seconds)
    {
        _mail.Transport.Behaviour = (_, tried, _) => tried < 8 ? throw new MailUnavailableException(TimeSpan.FromSeconds(asked)) : Task.CompletedTask;
        var id = await _mail.JobAsync();
        for (var number = 0; number < 7; number++)
        {
            await _mail.NextAsync(id);
            Assert.Equal(new State("waiting", 0, _mail.Clock.Now.AddSeconds(seconds), 0, 1, "UNAVAILABLE", null), await _mail.StateAsync(id));
        }

        await _mail.NextAsync(id);
        Assert.Equal(("done", 1), ((await _mail.StateAsync(id)).Name, (await _mail.StateAsync(id)).Attempts));
    }

    [Fact]
    public async Task A_server_that_stays_away_ends_in_the_dead_letters()
    {
        _mail.Transport.Behaviour = (_, _, _) => throw new MailUnavailableException(TimeSpan.FromHours(1));
        var id = await _mail.JobAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            await _mail.NextAsync(id);
            Assert.Equal("waiting", (await _mail.StateAsync(id)).Name);
        }

        await _mail.NextAsync(id);
        var state = await _mail.StateAsync(id);
        Assert.Equal(("dead", "UNAVAILABLE"), (state.Name, state.Error));
    }

    [Fact]
    public async Task Nothing_private_is_logged()
    {
        _mail.Transport.Behaviour = (sent, _, _) => sent.Recipient.StartsWith("bad") ? throw new InvalidOperationException("internal words for " + sent.Recipient + sent.Text) : Task.CompletedTask;
        await _mail.JobAsync("bad@example.com");
        await _mail.JobAsync("good@example.com");
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.NotEmpty(_mail.Log.All);
        Assert.DoesNotContain(_mail.Log.All, line => line.Contains("internal words") || line.Contains("@example.com") || line.Contains(Mail.Text));
    }

    [Fact]
    public async Task The_worker_goes_on_after_a_failure()
    {
        using var mail = new Mail(withWorker: true);
        mail.Transport.Behaviour = (sent, _, _) => sent.Recipient.StartsWith("bad") ? throw new InvalidOperationException() : Task.CompletedTask;
        await mail.JobAsync("bad@example.com");
        await mail.EnteredAsync();
        var good = await mail.JobAsync("good@example.com");
        await mail.EnteredAsync();
        for (var number = 0; number < 100 && (await mail.StateAsync(good)).Name != "done"; number++)
        {
            await Task.Delay(100);
        }

        Assert.Equal("done", (await mail.StateAsync(good)).Name);
    }

    public void Dispose() => _mail.Dispose();
}

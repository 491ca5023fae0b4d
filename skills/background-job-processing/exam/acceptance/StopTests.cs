using System.Net;
using Mailroom.Letters;

namespace Acceptance;

public sealed class StopTests : IDisposable
{
    private readonly Mail _mail = new();

    [Fact]
    public async Task A_letter_that_takes_too_long_is_stopped()
    {
        _mail.Transport.Behaviour = (_, tried, token) => tried == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var id = await _mail.JobAsync();
        var run = _mail.RunAsync();
        await _mail.EnteredAsync();
        Assert.Equal(("running", 1), ((await _mail.StateAsync(id)).Name, (await _mail.StateAsync(id)).Attempts));
        _mail.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("running", (await _mail.StateAsync(id)).Name);
        _mail.Clock.Advance(TimeSpan.FromSeconds(1));
        await Mail.SoonAsync(run);

        var state = await _mail.StateAsync(id);
        Assert.Equal(("waiting", 1, "TIMEOUT"), (state.Name, state.Attempts, state.Error));
        await _mail.NextAsync(id);
        Assert.Equal("done", (await _mail.StateAsync(id)).Name);
    }

    [Fact]
    public async Task A_transport_that_does_not_listen_holds_nobody_up()
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mail.Transport.Behaviour = (_, tried, _) => tried == 1 ? late.Task : Task.CompletedTask;
        var id = await _mail.CircularAsync("a@example.com", "b@example.com");
        var run = _mail.RunAsync();
        await _mail.EnteredAsync();
        _mail.Clock.Advance(TimeSpan.FromSeconds(30));
        await Mail.SoonAsync(run);
        Assert.Equal("TIMEOUT", (await _mail.StateAsync(id)).Error);

        late.SetResult();
        for (var number = 0; number < 50 && _mail.Transport.Done.IsEmpty; number++)
        {
            await Task.Delay(20);
        }

        await Task.Delay(200);
        var state = await _mail.StateAsync(id);
        Assert.Equal(("waiting", 1, 0), (state.Name, state.Attempts, state.Done));
        Assert.Single(_mail.Transport.Tried);
    }

    [Fact]
    public async Task A_shutdown_gives_the_job_back()
    {
        _mail.Transport.Behaviour = (_, tried, token) => tried == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var id = await _mail.JobAsync();
        using var stop = new CancellationTokenSource();
        var run = _mail.RunAsync(stop.Token);
        await _mail.EnteredAsync();
        await stop.CancelAsync();
        await Mail.SoonAsync(Task.WhenAny(run));
        Assert.True(run.IsCompletedSuccessfully || run.IsCanceled);

        Assert.Equal(new State("waiting", 0, _mail.Clock.Now, 0, 1, null, null), await _mail.StateAsync(id));
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(("done", 1), ((await _mail.StateAsync(id)).Name, (await _mail.StateAsync(id)).Attempts));
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled()
    {
        var id = await _mail.JobAsync();
        Assert.Equal(HttpStatusCode.OK, (await _mail.CancelAsync(id)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _mail.CancelAsync(id)).StatusCode);
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Empty(_mail.Transport.Tried);
        Assert.Equal(new State("cancelled", 0, null, 0, 1, null, _mail.Clock.Now), await _mail.StateAsync(id));
        Assert.Equal("ILLEGAL_STATE", (await Mail.ErrorAsync(await _mail.RequeueAsync(id), HttpStatusCode.Conflict)).Code);
    }

    [Fact]
    public async Task A_running_job_is_cancelled()
    {
        _mail.Transport.Behaviour = (_, _, token) => Task.Delay(Timeout.Infinite, token);
        var id = await _mail.JobAsync();
        var run = _mail.RunAsync();
        await _mail.EnteredAsync();
        Assert.Equal(HttpStatusCode.OK, (await _mail.CancelAsync(id)).StatusCode);
        await Mail.SoonAsync(run);
        Assert.Equal(("cancelled", 1), ((await _mail.StateAsync(id)).Name, (await _mail.StateAsync(id)).Attempts));
    }

    [Fact]
    public async Task What_ended_is_not_cancelled()
    {
        var id = await _mail.JobAsync();
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal("ILLEGAL_STATE", (await Mail.ErrorAsync(await _mail.CancelAsync(id), HttpStatusCode.Conflict)).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await _mail.CancelAsync(99)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _mail.RequeueAsync(99)).StatusCode);
    }

    [Fact]
    public async Task A_circular_goes_on_where_it_stopped()
    {
        _mail.Transport.Behaviour = (_, tried, _) => tried == 2 ? throw new InvalidOperationException() : Task.CompletedTask;
        var id = await _mail.CircularAsync("a@example.com", "b@example.com", "c@example.com");
        await Mail.SoonAsync(_mail.RunAsync());
        var state = await _mail.StateAsync(id);
        Assert.Equal(("waiting", 1, 1, 3, "FAILED"), (state.Name, state.Attempts, state.Done, state.Total, state.Error));
        await _mail.NextAsync(id);
        state = await _mail.StateAsync(id);
        Assert.Equal(("done", 2, 3, 3), (state.Name, state.Attempts, state.Done, state.Total));
        Assert.Equal(["a@example.com", "b@example.com", "b@example.com", "c@example.com"], _mail.Transport.Tried.Select(sent => sent.Recipient));
        Assert.Equal(3, _mail.Transport.Tried.Select(sent => sent.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_refused_recipient_does_not_stop_the_others()
    {
        _mail.Transport.Behaviour = (sent, tried, _) => sent.Recipient.StartsWith('b') && tried < 4 ? throw new MailRefusedException("no") : Task.CompletedTask;
        var id = await _mail.CircularAsync("a@example.com", "b@example.com", "c@example.com");
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(new State("dead", 1, null, 2, 3, "REFUSED", _mail.Clock.Now), await _mail.StateAsync(id));
        await _mail.RequeueAsync(id);
        Assert.Equal((2, 3), ((await _mail.StateAsync(id)).Done, (await _mail.StateAsync(id)).Total));
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal(("done", 3), ((await _mail.StateAsync(id)).Name, (await _mail.StateAsync(id)).Done));
        Assert.Equal(4, _mail.Transport.Tried.Count);
    }

    [Fact]
    public async Task Each_recipient_has_its_own_time()
    {
        _mail.Transport.Behaviour = (_, _, _) =>
        {
            _mail.Clock.Advance(TimeSpan.FromSeconds(20));
            return Task.CompletedTask;
        };
        var id = await _mail.CircularAsync("a@example.com", "b@example.com", "c@example.com");
        await Mail.SoonAsync(_mail.RunAsync());
        Assert.Equal("done", (await _mail.StateAsync(id)).Name);
    }

    public void Dispose() => _mail.Dispose();
}

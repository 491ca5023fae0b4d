using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mailroom.Jobs;
using Mailroom.Letters;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acceptance;

/// <summary>A clock whose time and timers move only when told.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
        }

        due.ForEach(timer => timer.Fire());
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Now + dueTime;
            _period = period;
            return true;
        }

        public void Fire()
        {
            Due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : clock.Now + _period;
            callback(state);
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

public sealed record Sent(string Key, string Recipient, string Text);

/// <summary>A mail server that does what it is told, recipient by recipient.</summary>
public sealed class FakeTransport : IMailTransport
{
    public ConcurrentQueue<Sent> Tried { get; } = new();

    public ConcurrentQueue<Sent> Done { get; } = new();

    public Func<Sent, int, CancellationToken, Task> Behaviour { get; set; } = (_, _, _) => Task.CompletedTask;

    public SemaphoreSlim Entered { get; } = new(0);

    public async Task SendAsync(string key, string recipient, string text, CancellationToken cancellationToken)
    {
        var sent = new Sent(key, recipient, text);
        Tried.Enqueue(sent);
        Entered.Release();
        await Behaviour(sent, Tried.Count, cancellationToken);
        Done.Enqueue(sent);
    }
}

public sealed class Mail : IDisposable
{
    public const string Text = "a private text of the letter";
    private readonly WebApplicationFactory<Program> _factory;

    public Mail(bool withWorker = false)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Logging:LogLevel:Default", "Trace")
            .ConfigureLogging(logging => logging.AddProvider(Log))
            .ConfigureTestServices(services =>
            {
                services.AddSingleton<IMailTransport>(Transport);
                if (withWorker)
                {
                    return;
                }

                services.AddSingleton<TimeProvider>(Clock);
                foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(Program).Assembly).ToList())
                {
                    services.Remove(worker);
                }
            }));
        Client = _factory.CreateClient();
    }

    public ManualClock Clock { get; } = new();

    public FakeTransport Transport { get; } = new();

    public Lines Log { get; } = new();

    public HttpClient Client { get; }

    public Task RunAsync(CancellationToken cancellationToken = default) => _factory.Services.GetRequiredService<JobRunner>().RunDueAsync(cancellationToken);

    /// <summary>Waits in real time, so that a hang is a failure.</summary>
    public static Task SoonAsync(Task task) => task.WaitAsync(TimeSpan.FromSeconds(20));

    public async Task EnteredAsync() => Assert.True(await Transport.Entered.WaitAsync(TimeSpan.FromSeconds(20)));

    public Task<HttpResponseMessage> SendAsync(string route, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> LetterAsync(string recipient = "ada@example.com", string? key = null) => SendAsync("/api/v1/letters", new { recipient, text = Text }, key);

    public async Task<int> JobAsync(string recipient = "ada@example.com") => await IdAsync(await LetterAsync(recipient));

    public async Task<int> CircularAsync(params string[] recipients) => await IdAsync(await SendAsync("/api/v1/circulars", new { recipients, text = Text }));

    public static async Task<int> IdAsync(HttpResponseMessage accepted)
    {
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    public async Task<State> StateAsync(int id) => State.Of(await Client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}"));

    public Task<HttpResponseMessage> RequeueAsync(int id) => Client.PostAsync($"/api/v1/jobs/{id}/requeue", null);

    public Task<HttpResponseMessage> CancelAsync(int id) => Client.PostAsync($"/api/v1/jobs/{id}/cancellation", null);

    /// <summary>Goes to the time at which the job is due, and runs.</summary>
    public async Task NextAsync(int id)
    {
        if ((await StateAsync(id)).DueAt is { } due && due > Clock.Now)
        {
            Clock.Advance(due - Clock.Now);
        }

        await SoonAsync(RunAsync());
    }

    public static async Task<(string Code, string[] Fields)> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        return (error.GetProperty("code").GetString()!, [.. error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("field").GetString()!)]);
    }

    public void Dispose() => _factory.Dispose();
}

public sealed record State(string Name, int Attempts, DateTimeOffset? DueAt, int Done, int Total, string? Error, DateTimeOffset? FinishedAt)
{
    public static State Of(JsonElement job) => new(
        job.GetProperty("state").GetString()!,
        job.GetProperty("attempts").GetInt32(),
        job.GetProperty("dueAt").ValueKind == JsonValueKind.Null ? null : job.GetProperty("dueAt").GetDateTimeOffset(),
        job.GetProperty("progress").GetProperty("done").GetInt32(),
        job.GetProperty("progress").GetProperty("total").GetInt32(),
        job.GetProperty("lastError").ValueKind == JsonValueKind.Null ? null : job.GetProperty("lastError").GetProperty("code").GetString(),
        job.GetProperty("finishedAt").ValueKind == JsonValueKind.Null ? null : job.GetProperty("finishedAt").GetDateTimeOffset());
}

public sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}

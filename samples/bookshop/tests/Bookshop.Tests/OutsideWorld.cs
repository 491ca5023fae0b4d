using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bookshop.Api.Background;

namespace Bookshop.Tests;

/// <summary>The payment provider: takes every card but one.</summary>
public sealed class ScriptedProvider : HttpMessageHandler
{
    public const string DeclinedCard = "4000000000000002";

    private int _charges;

    public ConcurrentQueue<string> Paths { get; } = [];

    public bool IsDown { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("connection refused");
        }

        Paths.Enqueue(request.RequestUri!.AbsolutePath);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (body.Contains(DeclinedCard, StringComparison.Ordinal))
        {
            return new HttpResponseMessage(HttpStatusCode.PaymentRequired);
        }

        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = JsonContent.Create(new { reference = $"ch_{Guid.NewGuid():N}_{Interlocked.Increment(ref _charges)}", status = "pending" }),
        };
    }

    // The factory makes one client per call and throws the handler away with it; this one serves them all.
    protected override void Dispose(bool disposing)
    {
    }
}

/// <summary>The carrier: delivers everywhere but to one place.</summary>
public sealed class ScriptedCarrier : HttpMessageHandler
{
    public const string UnservedCountry = "AQ";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var country = request.RequestUri!.Segments[^1];
        var answer = country == UnservedCountry
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = JsonContent.Create(new { country, baseCents = 300, centsPerKilogram = 100 }),
            };
        return Task.FromResult(answer);
    }

    protected override void Dispose(bool disposing)
    {
    }
}

public sealed class RecordingMail : IMailTransport
{
    public ConcurrentQueue<(string Recipient, string Body)> Sent { get; } = [];

    public bool Refuses { get; set; }

    public Task SendAsync(string recipient, string subject, string body, CancellationToken cancellationToken)
    {
        if (Refuses)
        {
            return Task.FromException(new MailFailedException("refused", new IOException("refused")));
        }

        Sent.Enqueue((recipient, body));
        return Task.CompletedTask;
    }
}

/// <summary>A clock that stands until it is moved; timers of the application do not tick in tests.</summary>
public sealed class SettableTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}

public static class JsonAnswers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();
}

using System.Security.Cryptography;
using Backsmith.Server.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server.Http;

/// <summary>Conversations with clients that shake hands (until 2025-11-25), by their ids. One that nobody uses for half an hour is ended.</summary>
internal sealed class HttpSessions : IAsyncDisposable
{
    /// <summary>Conversations at once; the one that was not used for longest gives way.</summary>
    public const int Most = 64;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HttpSession> _sessions = [];
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public HttpSessions(TimeProvider time)
    {
        _time = time;
        _sweep = time.CreateTimer(_ => Sweep(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>Begins a conversation; null when there are too many and all of them are in use.</summary>
    public HttpSession? Begin(Catalogue catalogue)
    {
        List<HttpSession> old;
        HttpSession session;
        lock (_gate)
        {
            old = _sessions.Count < Most ? [] : [.. _sessions.Values.Where(one => !one.InUse).OrderBy(one => one.UsedAt).Take(1)];
            if (_sessions.Count >= Most && old.Count == 0)
            {
                return null;
            }

            old.ForEach(one => _sessions.Remove(one.Id));
            session = new HttpSession(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), catalogue, _time);
            _sessions.Add(session.Id, session);
        }

        End(old);
        return session;
    }

    /// <summary>A conversation, in use until the answer is disposed; null when there is none of this id.</summary>
    public HttpSession? Find(string id)
    {
        lock (_gate)
        {
            return _sessions.GetValueOrDefault(id);
        }
    }

    /// <summary>Ends a conversation; false when there is none of this id.</summary>
    public async ValueTask<bool> EndAsync(string id)
    {
        HttpSession? session;
        lock (_gate)
        {
            _sessions.Remove(id, out session);
        }

        if (session is not null)
        {
            await session.DisposeAsync();
        }

        return session is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        HttpSession[] left;
        lock (_gate)
        {
            left = [.. _sessions.Values];
            _sessions.Clear();
        }

        await Task.WhenAll(left.Select(session => session.DisposeAsync().AsTask()));
    }

    private void Sweep()
    {
        List<HttpSession> old;
        lock (_gate)
        {
            old = [.. _sessions.Values.Where(session => !session.InUse && _time.GetElapsedTime(session.UsedAt) > Idle)];
            old.ForEach(session => _sessions.Remove(session.Id));
        }

        End(old);
    }

    private static void End(List<HttpSession> sessions) => sessions.ForEach(session => _ = session.DisposeAsync().AsTask());
}

/// <summary>One conversation over many requests.</summary>
internal sealed class HttpSession : IAsyncDisposable
{
    private readonly McpServer _server;
    private readonly Task _running;
    private readonly TimeProvider _time;
    private int _users;

    public HttpSession(string id, Catalogue catalogue, TimeProvider time)
    {
        (Id, _time, UsedAt) = (id, time, time.GetTimestamp());
        Transport = new StreamableHttpServerTransport { SessionId = id };
        _server = McpServer.Create(Transport, catalogue.Options());
        _running = _server.RunAsync(CancellationToken.None);
    }

    /// <summary>128 random bits.</summary>
    public string Id { get; }

    /// <summary>Takes and answers messages.</summary>
    public StreamableHttpServerTransport Transport { get; }

    /// <summary>When it was last used, as the provider's timestamp.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Whether a request is under way.</summary>
    public bool InUse => Volatile.Read(ref _users) > 0;

    /// <summary>Uses it for a request.</summary>
    public async Task UseAsync(Func<StreamableHttpServerTransport, Task> use)
    {
        Interlocked.Increment(ref _users);
        try
        {
            await use(Transport);
        }
        finally
        {
            UsedAt = _time.GetTimestamp();
            Interlocked.Decrement(ref _users);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        await _server.DisposeAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Portal.Accounts;

public sealed record Session(string Token, string User, DateTimeOffset ExpiresAt);

/// <summary>Who is signed in; only digests of tokens are kept.</summary>
public sealed class SessionStore(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, (string User, DateTimeOffset ExpiresAt)> _sessions = new();

    public Session Start(string user)
    {
        var token = RandomNumberGenerator.GetHexString(64);
        var ends = time.GetUtcNow() + Lifetime;
        _sessions[Digest(token)] = (user, ends);
        return new Session(token, user, ends);
    }

    public string? UserOf(string token) =>
        _sessions.TryGetValue(Digest(token), out var session) && session.ExpiresAt > time.GetUtcNow() ? session.User : null;

    private static string Digest(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}

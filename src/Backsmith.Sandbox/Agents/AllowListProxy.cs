using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Backsmith.Sandbox.Agents;

/// <summary>A proxy that opens tunnels to the hosts of a list and to no other (CONNECT, RFC 9110, 9.3.6). What goes through a tunnel is encrypted between its ends and is not looked at.</summary>
/// <param name="hosts">Names, or <c>NAME:PORT</c>; without a port, 443.</param>
internal sealed class AllowListProxy(IReadOnlyList<string> hosts)
{
    private const int LongestRequest = 16 * 1024;

    private readonly HashSet<string> _allowed = new(hosts.Select(host => host.Contains(':', StringComparison.Ordinal) ? host : host + ":443"), StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _refused = new();

    /// <summary>Authorities that were asked for and refused.</summary>
    public IReadOnlyList<string> Refused => [.. _refused.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Serves one client until it or the other end closes.</summary>
    public async Task ServeAsync(Stream client, CancellationToken cancellationToken)
    {
        if (await RequestAsync(client, cancellationToken) is not [var method, var authority, ..])
        {
            await AnswerAsync(client, "400 Bad Request", "This is a proxy for CONNECT.", cancellationToken);
            return;
        }

        if (method != "CONNECT" || !_allowed.Contains(authority))
        {
            _refused.TryAdd(authority, true);
            await AnswerAsync(client, "403 Forbidden", $"{authority} is not among the hosts that this agent may reach by TLS.", cancellationToken);
            return;
        }

        var colon = authority.LastIndexOf(':');
        using var target = new TcpClient { NoDelay = true };
        try
        {
            await target.ConnectAsync(authority[..colon].Trim('[', ']'), int.Parse(authority[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        }
        catch (SocketException unreachable)
        {
            await AnswerAsync(client, "502 Bad Gateway", $"{authority} cannot be reached: {unreachable.Message}", cancellationToken);
            return;
        }

        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
        await Tunnel.JoinAsync(client, target.GetStream(), cancellationToken);
    }

    /// <summary>The words of the request line; empty when there is none. Header fields are read and ignored.</summary>
    private static async Task<string[]> RequestAsync(Stream client, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        // Byte by byte: what follows the head belongs to the tunnel.
        while (head.Count < LongestRequest && await client.ReadAsync(one, cancellationToken) == 1)
        {
            head.Add(one[0]);
            if (head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r')
            {
                return Encoding.ASCII.GetString([.. head]).Split('\r')[0].Split(' ');
            }
        }

        return [];
    }

    private static async Task AnswerAsync(Stream client, string status, string text, CancellationToken cancellationToken) =>
        await client.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}"), cancellationToken);
}

using System.Globalization;
using System.Net;

namespace Backsmith.Server.Http;

/// <summary>Where the server listens, and who may talk to it.</summary>
/// <param name="Address">IP address and port; port 0 takes a free one.</param>
/// <param name="Token">What clients must show (RFC 6750); null for whoever can reach a loopback address.</param>
public sealed record HttpServing(IPEndPoint Address, string? Token)
{
    /// <summary>The port when none is named.</summary>
    public const int UsualPort = 7337;

    /// <summary>Characters that a token has at least.</summary>
    public const int ShortestToken = 16;

    /// <summary>Reads an address: <c>PORT</c>, <c>HOST</c> or <c>HOST:PORT</c>, where the host is an IP address or <c>localhost</c>; IPv6 in brackets. Empty for the loopback address.</summary>
    /// <returns>What to serve, or what is wrong and how it would be right.</returns>
    public static (HttpServing? Serving, string? Problem) Read(string address, string? token)
    {
        var named = address is { Length: > 0 } && int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "127.0.0.1:" + address
            : address.Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase);
        if (!IPEndPoint.TryParse(named.Length == 0 ? "127.0.0.1" : named, out var endpoint))
        {
            return (null, $"'{address}' is no address to listen at. Name a port, an IP address, or both as ADDRESS:PORT, for example 127.0.0.1:{UsualPort}.");
        }

        // A colon by itself, or behind the bracket of an IPv6 address, is followed by a port.
        var colon = named.LastIndexOf(':');
        var withPort = colon > 0 && (named.IndexOf(':') == colon || named[colon - 1] == ']');
        endpoint = withPort ? endpoint : new IPEndPoint(endpoint.Address, UsualPort);
        return token is { Length: < ShortestToken } ? (null, $"The token is too short: it needs {ShortestToken} characters or more. To make one: openssl rand -hex 32")
            : token is null && !IPAddress.IsLoopback(endpoint.Address) ? (null, $"{endpoint.Address} can be reached from other machines, so clients must show a token. Set BACKSMITH_MCP_TOKEN to one; to make it: openssl rand -hex 32")
            : (new HttpServing(endpoint, token), null);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Backsmith.Server.Http;

/// <summary>Who is let in. A page in a browser of this machine must not reach the server, whatever name it gives our address (DNS rebinding).</summary>
internal sealed class HttpGate(HttpServing serving)
{
    private readonly byte[]? _token = serving.Token is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
    private readonly bool _local = IPAddress.IsLoopback(serving.Address.Address);

    /// <summary>Status and reason of a refusal; null for whom it lets in.</summary>
    public (int Status, string Reason)? Refuse(HttpRequest request)
    {
        if (request.Headers.Origin.Any(origin => !IsLocal(origin)))
        {
            return (StatusCodes.Status403Forbidden, $"Pages of {request.Headers.Origin} may not use this server.");
        }

        if (_local && !IsLocalHost(request.Host.Host))
        {
            return (StatusCodes.Status403Forbidden, $"This server is not '{request.Host.Host}'. It listens for this machine alone: use 127.0.0.1 or localhost.");
        }

        return _token is null || Shows(request.Headers.Authorization.ToString())
            ? null
            : (StatusCodes.Status401Unauthorized, "Show the token of this server: Authorization: Bearer TOKEN.");
    }

    private bool Shows(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim())), _token);

    private static bool IsLocal(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && IsLocalHost(address.Host);

    private static bool IsLocalHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

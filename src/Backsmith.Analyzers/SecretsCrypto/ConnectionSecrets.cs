using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>The password that a connection string or address carries.</summary>
internal sealed class ConnectionSecret(string password, string host, string what)
{
    internal string Password { get; } = password;

    /// <summary>True when the address is this machine.</summary>
    internal bool IsLocal { get; } = ConnectionSecrets.IsThisMachine(host);

    /// <summary>True when the address is one bare word, as only a network of containers on one machine resolves it.</summary>
    internal bool IsContainer { get; } = Regex.IsMatch(host, @"^[a-z][a-z0-9_\-]*([:,]\d+)?$");

    internal string What { get; } = what;
}

/// <summary>Reads connection strings (<c>key=value;</c>), Redis' comma form, and addresses with user info (RFC 3986, 3.2.1).</summary>
internal static class ConnectionSecrets
{
    private static readonly HashSet<string> Servers = ["server", "datasource", "host", "hostname", "address", "addr", "networkaddress", "endpoint"];

    private static readonly HashSet<string> Companions = ["database", "initialcatalog", "userid", "uid", "user", "username", "port", "accountname", "provider", "filename"];

    private static readonly Regex Address = new(@"^[a-z][a-z0-9+.\-]{1,20}://(?<user>[^\s:/@?#]*):(?<password>[^\s/@]+)@(?<host>[^\s/:,?#]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex Redis = new(@"^(?<host>[\w.\-]+)(:\d+)?,(.*,)?\s*password=(?<password>[^,]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    /// <summary>The password in the text; null when there is none that counts.</summary>
    internal static ConnectionSecret? Of(string text)
    {
        if (text.Length > 2000 || SecretShapes.IsPublished(text))
            return null;
        var match = Address.Match(text) is { Success: true } address ? address : Redis.Match(text);
        var found = match.Success
            ? new ConnectionSecret(match.Groups["password"].Value, match.Groups["host"].Value, "an address with a password")
            : Pairs(text);
        return found is null || Placeholders.Is(found.Password) ? null : found;
    }

    internal static bool IsThisMachine(string host)
    {
        var name = host.Trim().ToLowerInvariant();
        name = name.Substring(name.IndexOf("://", StringComparison.Ordinal) is var end and >= 0 ? end + 3 : name.StartsWith("tcp:", StringComparison.Ordinal) ? 4 : name.StartsWith("np:", StringComparison.Ordinal) ? 3 : 0);
        name = name.Split(',', ':', '\\', '/')[0];
        return name is "localhost" or "127.0.0.1" or "0.0.0.0" or "." or "(local)" or "(localdb)" or "[" or "::1" or "host.docker.internal" || name.EndsWith(".localhost", StringComparison.Ordinal);
    }

    private static ConnectionSecret? Pairs(string text)
    {
        var pairs = text.Split(';').Select(p => p.Split(['='], 2)).Where(p => p.Length == 2)
            .Select(p => (Key: p[0].Replace(" ", "").Replace("_", "").Trim().ToLowerInvariant(), Value: p[1].Trim().Trim('"', '\''))).ToList();
        var password = pairs.FirstOrDefault(p => p.Key is "password" or "pwd").Value;
        if (string.IsNullOrEmpty(password) || !pairs.Any(p => Servers.Contains(p.Key) || Companions.Contains(p.Key)))
            return null;
        var host = pairs.FirstOrDefault(p => Servers.Contains(p.Key)).Value ?? "";
        return new ConnectionSecret(password, host, "a connection string with a password");
    }
}

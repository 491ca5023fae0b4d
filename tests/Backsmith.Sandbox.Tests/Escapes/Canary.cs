using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Backsmith.Sandbox.Tests.Snapshots;

namespace Backsmith.Sandbox.Tests.Escapes;

/// <summary>What an escape would reach on the host: a file, a home with its secrets, a socket of each kind, a process and a variable. Everybody may read and write all of it, so that nothing but the sandbox stands in the way.</summary>
internal sealed class Canary : IDisposable
{
    private const string Variable = "BACKSMITH_ESCAPE_SECRET";
    private static readonly string[] Secrets =
        ["canary.txt", "home/.ssh/id_rsa", "home/.aws/credentials", "home/.nuget/NuGet/NuGet.Config", "home/.nuget/packages/lib/lib.dll", "home/.local/state/backsmith/signing-key.pem", "home/project/.git/config"];

    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
    private readonly Socket _path = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket _abstract = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Process _process;
    private readonly string _folder;
    private readonly string _picture;
    private readonly string _socketPath;
    private readonly string _name = $"backsmith-{Guid.NewGuid():N}";

    public Canary(string folder)
    {
        _folder = folder;
        _socketPath = Path.Combine(folder, "s");
        foreach (var secret in Secrets)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, secret))!);
            File.WriteAllText(Path.Combine(folder, secret), "secret\n");
        }

        Environment.SetEnvironmentVariable(Variable, "secret");
        _tcp.Start();
        _path.Bind(new UnixDomainSocketEndPoint(_socketPath));
        _path.Listen();
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + _name));
        _abstract.Listen();
        _process = Process.Start("sleep", "600");
        CapturedRepository.Shell(folder, "chmod -R a+rwX ..");
        _picture = TreePicture.Whole(folder);
    }

    /// <summary>The home in which the repository lies.</summary>
    public string Home => Path.Combine(_folder, "home");

    public string Fill(string attempt) => Namespaces(attempt)
        .Replace("{file}", Path.Combine(_folder, "canary.txt"), StringComparison.Ordinal)
        .Replace("{folder}", _folder, StringComparison.Ordinal)
        .Replace("{home}", Home, StringComparison.Ordinal)
        .Replace("{variable}", Variable, StringComparison.Ordinal)
        .Replace("{port}", $"{((IPEndPoint)_tcp.LocalEndpoint).Port}", StringComparison.Ordinal)
        .Replace("{socket}", _socketPath, StringComparison.Ordinal)
        .Replace("{abstract}", _name, StringComparison.Ordinal)
        .Replace("{pid}", $"{_process.Id}", StringComparison.Ordinal);

    /// <summary>Puts the names of this host's things into an attempt.</summary>
    private static string Namespaces(string attempt) => System.Text.RegularExpressions.Regex.Replace(
        attempt, "\\{ns:([a-z]+)\\}", match => new FileInfo($"/proc/self/ns/{match.Groups[1].Value}").LinkTarget!);

    /// <summary>What changed, in words; empty when nothing did.</summary>
    public string Harm()
    {
        var harm = TreePicture.Whole(_folder) == _picture ? "" : "files were changed; ";
        harm += _process.HasExited ? "the process was killed; " : "";
        harm += _tcp.Pending() ? "the loopback service was reached; " : "";
        harm += _path.Poll(0, SelectMode.SelectRead) ? "the socket file was reached; " : "";
        return harm + (_abstract.Poll(0, SelectMode.SelectRead) ? "the abstract socket was reached" : "");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _tcp.Dispose();
        _path.Dispose();
        _abstract.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}

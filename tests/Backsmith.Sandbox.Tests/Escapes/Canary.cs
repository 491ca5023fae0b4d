using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Backsmith.Sandbox.Tests.Escapes;

/// <summary>What an escape would reach on the host: a file, a socket of each kind, and a process.</summary>
internal sealed class Canary : IDisposable
{
    private const string Song = "unchanged\n";
    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
    private readonly Socket _path = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket _abstract = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Process _process;
    private readonly string _file;
    private readonly string _socketPath;
    private readonly string _name = $"backsmith-{Guid.NewGuid():N}";

    public Canary(string folder)
    {
        _file = Path.Combine(folder, "canary.txt");
        _socketPath = Path.Combine(folder, "s");
        File.WriteAllText(_file, Song);
        _tcp.Start();
        _path.Bind(new UnixDomainSocketEndPoint(_socketPath));
        _path.Listen();
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + _name));
        _abstract.Listen();
        _process = Process.Start("sleep", "600");
    }

    public string Fill(string attempt) => attempt
        .Replace("{file}", _file, StringComparison.Ordinal)
        .Replace("{folder}", Path.GetDirectoryName(_file), StringComparison.Ordinal)
        .Replace("{port}", $"{((IPEndPoint)_tcp.LocalEndpoint).Port}", StringComparison.Ordinal)
        .Replace("{socket}", _socketPath, StringComparison.Ordinal)
        .Replace("{abstract}", _name, StringComparison.Ordinal)
        .Replace("{pid}", $"{_process.Id}", StringComparison.Ordinal);

    /// <summary>What changed, in words; empty when nothing did.</summary>
    public string Harm()
    {
        var harm = File.ReadAllText(_file) == Song ? "" : "the file was written; ";
        harm += Directory.GetFileSystemEntries(Path.GetDirectoryName(_file)!).Length == 2 ? "" : "files appeared beside it; ";
        harm += _process.HasExited ? "the process was killed; " : "";
        harm += _tcp.Pending() ? "the loopback service was reached; " : "";
        harm += _path.Poll(0, SelectMode.SelectRead) ? "the socket file was reached; " : "";
        return harm + (_abstract.Poll(0, SelectMode.SelectRead) ? "the abstract socket was reached" : "");
    }

    public void Dispose()
    {
        _tcp.Dispose();
        _path.Dispose();
        _abstract.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}

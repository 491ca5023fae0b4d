using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Backsmith.Inspector.Relay;

/// <summary>Carries bytes between what runs in a sandbox without a network and the sockets that are bound into it.</summary>
/// <remarks><c>connect SOCKET</c>: between the standard streams and a socket. <c>forward PORT SOCKET COMMAND…</c>: between a port of the sandbox's own loopback device and a socket, while a command runs.</remarks>
internal static class RelayProgram
{
    private const int WrongUsage = 2;

    /// <summary>Runs one of the two; answers with the exit code of the command that was started.</summary>
    public static Task<int> RunAsync(ReadOnlySpan<string> arguments) => arguments switch
    {
        ["connect", var socket] => ConnectAsync(socket),
        ["forward", var port, var socket, var program, .. var rest] when ushort.TryParse(port, CultureInfo.InvariantCulture, out var number) => ForwardAsync(number, socket, program, rest.ToArray()),
        _ => Task.FromResult(WrongUsage),
    };

    private static async Task<int> ConnectAsync(string path)
    {
        await using var socket = await OpenAsync(path);
        var received = socket.CopyToAsync(Console.OpenStandardOutput());
        await Task.WhenAny(SendAsync(Console.OpenStandardInput(), socket), received);
        return 0;

        // The end of the input is passed on, and what is still answered is waited for.
        async Task SendAsync(Stream input, NetworkStream target)
        {
            await input.CopyToAsync(target);
            target.Socket.Shutdown(SocketShutdown.Send);
            await received;
        }
    }

    private static async Task<int> ForwardAsync(ushort port, string path, string program, IReadOnlyList<string> arguments)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        using var command = Process.Start(start)!;
        _ = AcceptAsync(listener, path);
        await command.WaitForExitAsync();
        return command.ExitCode;
    }

    private static async Task AcceptAsync(TcpListener listener, string path)
    {
        while (true)
        {
            _ = JoinAsync(await listener.AcceptTcpClientAsync(), path);
        }
    }

    private static async Task JoinAsync(TcpClient accepted, string path)
    {
        using var client = accepted;
        client.NoDelay = true;
        await using var socket = await OpenAsync(path);
        await using var stream = client.GetStream();
        await Task.WhenAny(stream.CopyToAsync(socket), socket.CopyToAsync(stream));
    }

    private static async Task<NetworkStream> OpenAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new NetworkStream(socket, ownsSocket: true);
    }
}

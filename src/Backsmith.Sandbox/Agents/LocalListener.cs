using System.Net.Sockets;
using System.Runtime.InteropServices;
using Backsmith.Sandbox.Bubblewrap;

namespace Backsmith.Sandbox.Agents;

/// <summary>A socket in a folder that is bound into a sandbox: the way out of a network namespace without a network (unix(7)).</summary>
internal sealed partial class LocalListener : IDisposable
{
    private const int OpenPath = 0x200000, OpenDirectory = 0x10000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <param name="folder">Where it is made.</param>
    /// <param name="name">Of its file.</param>
    /// <param name="client">Who may connect.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public LocalListener(string folder, string name, Identity client)
    {
        // An address holds 107 bytes, a state folder may lie deeper: the folder is named by a descriptor instead.
        var descriptor = Open(folder, OpenPath | OpenDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"'{folder}' cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            _socket.Bind(new UnixDomainSocketEndPoint($"/proc/self/fd/{descriptor}/{name}"));
            if (client.Drops)
            {
                Ownership.Give(Path.Combine(folder, name), client.Uid);
            }

            _socket.Listen();
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Serves each client that connects, until it is cancelled. A client that is gone is no failure.</summary>
    public async Task AcceptAsync(Func<Stream, CancellationToken, Task> serve, CancellationToken cancellationToken)
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _socket.AcceptAsync(cancellationToken);
                clients.Add(ServeAsync(client, serve, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static async Task ServeAsync(Socket client, Func<Stream, CancellationToken, Task> serve, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        try
        {
            await serve(stream, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            // The client is gone, or nobody needs it any more.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using Backsmith.Server.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server;

/// <summary>The Model Context Protocol with one client, on a pair of streams.</summary>
public static class McpOnStreams
{
    /// <summary>Serves until the input is closed; then what still runs is stopped, so that it can be gone on with.</summary>
    /// <param name="engine">The product.</param>
    /// <param name="input">Messages of the client, a line each.</param>
    /// <param name="output">Ours.</param>
    /// <param name="cancellationToken">Ends the conversation.</param>
    public static async Task ServeAsync(Engine engine, Stream input, Stream output, CancellationToken cancellationToken)
    {
        await using var runs = new RunQueue(engine);
        await using var transport = new LineTransport(input, output);
        await using var server = McpServer.Create(transport, new Catalogue(engine, runs).Options());
        try
        {
            var serving = server.RunAsync(cancellationToken);
            await Task.WhenAny(serving, transport.Ended);
            await runs.StopAsync();
            await serving;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process was told to end.
        }
    }
}

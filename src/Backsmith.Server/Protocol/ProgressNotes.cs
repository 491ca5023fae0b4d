using System.Threading.Channels;
using Backsmith.Server.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server.Protocol;

/// <summary>Sends lines of progress to the client that asked for them, in order, and nothing to others. A client that cannot be reached any more is not a failure.</summary>
internal sealed class ProgressNotes : IProgress<string>, IAsyncDisposable
{
    /// <summary>Lines that wait for a slow client; of more the oldest are left out.</summary>
    private const int Most = 100;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Task _sending;

    /// <param name="server">The conversation.</param>
    /// <param name="token">As the request gave it; null when no progress was asked for.</param>
    public ProgressNotes(McpServer server, ProgressToken? token) => _sending = token is { } wanted ? SendAsync(server, wanted) : Task.CompletedTask;

    /// <inheritdoc/>
    public void Report(string value) => _lines.Writer.TryWrite(value);

    /// <summary>Sends what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _sending;
    }

    private async Task SendAsync(McpServer server, ProgressToken token)
    {
        var count = 0;
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync())
            {
                await server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = ++count, Message = RepositoryText.Line(line) });
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The call goes on, or is stopped by its own token.
        }
    }
}

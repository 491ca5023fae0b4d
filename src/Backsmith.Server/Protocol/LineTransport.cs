using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Protocol;

/// <summary>JSON-RPC messages as lines on a pair of streams: the protocol's stdio transport. What is no message is answered by an error and does no harm to what follows.</summary>
internal sealed class LineTransport : ITransport
{
    private readonly Stream _output;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();

    /// <param name="input">Closed by the client when it is done.</param>
    /// <param name="output">Carries nothing else.</param>
    public LineTransport(Stream input, Stream output)
    {
        _output = output;
        Ended = ReadAsync(input);
    }

    /// <summary>Completes when the input is closed.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public string? SessionId => null;

    /// <inheritdoc/>
    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    /// <inheritdoc/>
    public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message, McpJsonUtilities.DefaultOptions), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _messages.Writer.TryComplete();
        await _stop.CancelAsync();
    }

    private async Task ReadAsync(Stream input)
    {
        await Task.Yield();
        try
        {
            var lines = new LineReader(input, MessageLimit.Bytes);
            while (await lines.NextAsync(_stop.Token) is { } line)
            {
                await TakeAsync(line);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing more will come.
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    private async Task TakeAsync(InputLine line)
    {
        var read = line.TooLong ? MessageReading.TooLong : MessageReading.Of(line.Bytes);
        if (read.Message is { } message)
        {
            _messages.Writer.TryWrite(message);
        }
        else if (read.Answer is { } answer)
        {
            await WriteAsync(Encoding.UTF8.GetBytes(answer), CancellationToken.None);
        }
    }

    private async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // A half-written line would spoil all that follow it, so writing is not cancelled.
            await _output.WriteAsync((byte[])[.. message, (byte)'\n'], CancellationToken.None);
            await _output.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }
}

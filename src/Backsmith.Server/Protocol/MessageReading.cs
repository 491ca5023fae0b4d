using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Protocol;

/// <summary>What some bytes are: a message of JSON-RPC 2.0, or the answer to what is none.</summary>
/// <param name="Message">The message; null otherwise.</param>
/// <param name="Answer">An error as JSON; null for a message and for nothing at all.</param>
internal sealed record MessageReading(JsonRpcMessage? Message, string? Answer)
{
    private const int ParseError = -32700, InvalidRequest = -32600, InvalidParameters = -32602;

    /// <summary>Nested deeper than any message of the protocol.</summary>
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <summary>Of a message that was not read.</summary>
    public static MessageReading TooLong { get; } = new(null, Error("null", InvalidRequest, $"The message is larger than {MessageLimit.Bytes / (1024 * 1024)} MiB and was not read. Of a large patch, verify a part at a time, or use 'backsmith verify' on the command line."));

    /// <summary>Reads a message.</summary>
    public static MessageReading Of(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Trim(" \t\r\n"u8).Length == 0)
        {
            return new MessageReading(null, null);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, Depth);
        }
        catch (JsonException broken)
        {
            return new MessageReading(null, Error("null", ParseError, $"This is no JSON: {broken.Message}"));
        }

        using (document)
        {
            return Of(document.RootElement);
        }
    }

    /// <summary>An error as JSON.</summary>
    /// <param name="id">Of the request; null when it is not known.</param>
    /// <param name="code">Of JSON-RPC 2.0.</param>
    /// <param name="message">For people.</param>
    public static string Refusal(RequestId? id, int code, string message) => Error(id is { } known ? JsonSerializer.Serialize(known, McpJsonUtilities.DefaultOptions) : "null", code, message);

    private static MessageReading Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return Wrong("null", "Several messages in one are not read. Send each by itself.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Wrong("null", "A message is an object with jsonrpc, id, method and params.");
        }

        var id = root.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.GetRawText() : "null";
        if (ParameterCheck.Problem(root) is { } problem && id != "null")
        {
            return new MessageReading(null, Error(id, InvalidParameters, problem));
        }

        try
        {
            return root.Deserialize<JsonRpcMessage>(McpJsonUtilities.DefaultOptions) is { } message ? new MessageReading(message, null) : Wrong(id, "This is no message.");
        }
        catch (JsonException wrong)
        {
            return Wrong(id, $"This is no message of JSON-RPC 2.0: {wrong.Message}");
        }
    }

    private static MessageReading Wrong(string id, string message) => new(null, Error(id, InvalidRequest, message));

    private static string Error(string id, int code, string message) =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"error\":{{\"code\":{code},\"message\":{JsonSerializer.Serialize(message)}}}}}";
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Inspection;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Asks over one stream and reads the answer from another; see <c>protocol.md</c>. What answers is not trusted to keep to it.</summary>
internal sealed class WireConversation(Stream requests, Stream answers, int longestLine = Wire.LongestLine)
{
    private readonly WireLines _answers = new(answers, longestLine);
    private int _id;

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="EndOfStreamException">The other side ended before its answer was whole.</exception>
    /// <exception cref="IOException">It refused, with its reason, or its answer is none.</exception>
    public async Task<T> AskAsync<T>(string method, object parameters, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = ++_id,
            ["method"] = method,
            ["params"] = JsonSerializer.SerializeToNode(parameters, parameters.GetType(), Wire.Json),
        };
        string? line;
        try
        {
            await requests.WriteAsync(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"), cancellationToken);
            await requests.FlushAsync(cancellationToken);
            line = await _answers.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"The inspector's answer to '{method}' cannot be read: {error.Message}");
        }
        catch (IOException)
        {
            line = null;
        }

        return Answer<T>(line ?? throw new EndOfStreamException(), method);
    }

    private T Answer<T>(string line, string method)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var answer = document.RootElement;
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error))
            {
                throw new IOException($"The inspector refused '{method}': {error.GetProperty("message").GetString()}");
            }

            return answer.GetProperty("id").GetInt32() == _id && answer.GetProperty("result").Deserialize<T>(Wire.Json) is { } result
                ? result
                : throw new IOException($"The inspector's answer to '{method}' answers something else.");
        }
        catch (JsonException error) when (error.BytePositionInLine + 1 >= Encoding.UTF8.GetByteCount(line))
        {
            throw new EndOfStreamException();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"The inspector's answer to '{method}' is none: {error.Message}");
        }
    }
}

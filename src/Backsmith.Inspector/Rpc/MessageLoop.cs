using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Inspection;

namespace Backsmith.Inspector.Rpc;

/// <summary>Reads requests, one JSON-RPC 2.0 message a line, and writes answers. One of the four edges where every exception is caught: it becomes an error answer.</summary>
internal sealed class MessageLoop(Stream input, Stream output, InspectorSession session, int longestLine = Wire.LongestLine)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var lines = new WireLines(input, longestLine);
        for (var goesOn = true; goesOn;)
        {
            JsonObject answer;
            try
            {
                if (await lines.ReadAsync(cancellationToken) is not { } line)
                {
                    break;
                }

                (answer, goesOn) = await AnswerAsync(line, cancellationToken);
            }
            catch (InvalidDataException error)
            {
                // Where the next message begins cannot be known any more.
                (answer, goesOn) = (Error(null, -32700, error.Message), false);
            }

            await output.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString() + "\n"), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }

        return 0;
    }

    private async Task<(JsonObject Answer, bool GoesOn)> AnswerAsync(string line, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        try
        {
            if (JsonNode.Parse(line) is not JsonObject request || request["method"] is not JsonValue name || !name.TryGetValue(out string? method))
            {
                return (Error(null, -32600, "This is no JSON-RPC request: it has no 'method'."), true);
            }

            id = request["id"]?.DeepClone();
            if (method == "shutdown")
            {
                return (Result(id, null), false);
            }

            var result = await session.AnswerAsync(method, request["params"], cancellationToken);
            return (Result(id, JsonSerializer.SerializeToNode(result, result.GetType(), Wire.Json)), true);
        }
        catch (RequestException error)
        {
            return (Error(id, error.Code, error.Message), true);
        }
        catch (JsonException error)
        {
            return (Error(id, id is null ? -32700 : -32602, error.Message), true);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(error.ToString());
            return (Error(id, -32603, $"{error.GetType().Name}: {error.Message}"), true);
        }
    }

    private static JsonObject Result(JsonNode? id, JsonNode? result) => new() { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = result };

    private static JsonObject Error(JsonNode? id, int code, string message) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = id, ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };
}

/// <summary>A request that cannot be answered, with its code in <c>protocol.md</c>.</summary>
internal sealed class RequestException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}

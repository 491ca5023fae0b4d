using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models.Tests;

/// <summary>An answer, before it is written in a protocol.</summary>
/// <param name="Texts">Pieces of text.</param>
/// <param name="Calls">Calls of tools, with their arguments in pieces.</param>
/// <param name="Finish">stop, tools, length or refusal.</param>
public sealed record PeerAnswer(string[] Texts, (string Id, string Name, string[] Arguments)[] Calls, string Finish = "stop")
{
    public static PeerAnswer Text(params string[] pieces) => new(pieces, []);

    public static PeerAnswer Call(string name, params string[] arguments) => new([], [("call-1", name, arguments)], "tools");
}

/// <summary>How a protocol writes the same things.</summary>
public abstract class Wire
{
    public const int Input = 1000;
    public const int Cached = 600;
    public const int Output = 50;

    /// <summary>The events of an answer.</summary>
    public abstract IReadOnlyList<string> Events(PeerAnswer answer);

    /// <summary>An error in the middle of a stream.</summary>
    public abstract string ErrorEvent(string type, string message);

    /// <summary>The body of an error.</summary>
    public abstract string ErrorBody(string type, string message);

    public abstract string BrokenEvent { get; }

    /// <summary>What a request was told: its messages without the system's, results of tools that belong to one answer in one message.</summary>
    public abstract IReadOnlyList<ChatMessage> Conversation(JsonElement body);

    public string Stream(PeerAnswer answer) => string.Concat(Events(answer));

    protected static string Json(object value) => JsonSerializer.Serialize(value);
}

/// <summary>https://platform.claude.com/docs/en/build-with-claude/streaming</summary>
public sealed class AnthropicWire : Wire
{
    public override string BrokenEvent => "event: content_block_delta\ndata: {\"type\": \"content_block_delta\", \"ind\n\n";

    public override IReadOnlyList<string> Events(PeerAnswer answer)
    {
        var usage = new { input_tokens = Input - Cached, cache_read_input_tokens = Cached, cache_creation_input_tokens = 0, output_tokens = 1 };
        List<string> events = [Event("message_start", new { type = "message_start", message = new { id = "msg_1", type = "message", role = "assistant", content = Array.Empty<object>(), model = "claude-test", stop_reason = (string?)null, stop_sequence = (string?)null, usage } }), "event: ping\ndata: {\"type\": \"ping\"}\n\n"];
        var index = 0;
        if (answer.Texts.Length > 0)
        {
            Block(events, index++, new { type = "text", text = "" }, answer.Texts.Select(text => (object)new { type = "text_delta", text }));
        }

        foreach (var (id, name, arguments) in answer.Calls)
        {
            Block(events, index++, new { type = "tool_use", id, name, input = new { } }, arguments.Select(partial_json => (object)new { type = "input_json_delta", partial_json }));
        }

        var stop_reason = answer.Finish switch { "tools" => "tool_use", "length" => "max_tokens", "refusal" => "refusal", _ => "end_turn" };
        events.Add(Event("message_delta", new { type = "message_delta", delta = new { stop_reason, stop_sequence = (string?)null }, usage = new { input_tokens = Input - Cached, cache_read_input_tokens = Cached, cache_creation_input_tokens = 0, output_tokens = Output } }));
        events.Add(Event("message_stop", new { type = "message_stop" }));
        return events;
    }

    public override string ErrorEvent(string type, string message) => Event("error", new { type = "error", error = new { type, message } });

    public override string ErrorBody(string type, string message) => Json(new { type = "error", error = new { type, message }, request_id = "req_1" });

    public static string Event(string name, object data) => $"event: {name}\ndata: {Json(data)}\n\n";

    public override IReadOnlyList<ChatMessage> Conversation(JsonElement body) =>
        [.. body.GetProperty("messages").EnumerateArray().Select(message => new ChatMessage(new ChatRole(message.GetProperty("role").GetString()!), [.. Blocks(message.GetProperty("content"))]))];

    private static IEnumerable<AIContent> Blocks(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? [new TextContent(content.GetString())]
        : content.EnumerateArray().Select(block => (AIContent)(block.GetProperty("type").GetString() switch
        {
            "tool_use" => new FunctionCallContent(block.GetProperty("id").GetString()!, block.GetProperty("name").GetString()!),
            "tool_result" => new FunctionResultContent(block.GetProperty("tool_use_id").GetString()!, string.Concat(Blocks(block.GetProperty("content")))),
            "text" => new TextContent(block.GetProperty("text").GetString()),
            var other => throw new InvalidOperationException($"Not a block of a conversation: {other}"),
        }));

    private static void Block(List<string> events, int index, object content_block, IEnumerable<object> deltas)
    {
        events.Add(Event("content_block_start", new { type = "content_block_start", index, content_block }));
        events.AddRange(deltas.Select(delta => Event("content_block_delta", new { type = "content_block_delta", index, delta })));
        events.Add(Event("content_block_stop", new { type = "content_block_stop", index }));
    }
}

/// <summary>https://platform.openai.com/docs/api-reference/chat-streaming</summary>
public sealed class ChatWire : Wire
{
    public override string BrokenEvent => "data: {\"id\": \"chat-1\", \"choi\n\n";

    public override IReadOnlyList<string> Events(PeerAnswer answer)
    {
        List<string> events = [Chunk(new { role = "assistant", content = "" })];
        events.AddRange(answer.Texts.Select(content => Chunk(new { content })));
        for (var index = 0; index < answer.Calls.Length; index++)
        {
            var (id, name, arguments) = answer.Calls[index];
            events.Add(Chunk(new { tool_calls = new object[] { new { index, id, type = "function", function = new { name, arguments = "" } } } }));
            var at = index;
            events.AddRange(arguments.Select(part => Chunk(new { tool_calls = new object[] { new { index = at, function = new { arguments = part } } } })));
        }

        events.Add(Chunk(new { }, answer.Finish switch { "tools" => "tool_calls", "length" => "length", "refusal" => "content_filter", _ => "stop" }));
        events.Add($"data: {Json(new { id = "chat-1", @object = "chat.completion.chunk", model = "gpt-test", choices = Array.Empty<object>(), usage = new { prompt_tokens = Input, completion_tokens = Output, total_tokens = Input + Output, prompt_tokens_details = new { cached_tokens = Cached } } })}\n\n");
        events.Add("data: [DONE]\n\n");
        return events;
    }

    public override string ErrorEvent(string type, string message) => $"data: {ErrorBody(type, message)}\n\n";

    public override string ErrorBody(string type, string message) => Json(new { error = new { message, type, param = (string?)null, code = (string?)null } });

    public override IReadOnlyList<ChatMessage> Conversation(JsonElement body)
    {
        var messages = new List<ChatMessage>();
        foreach (var message in body.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() != "system"))
        {
            var (role, text) = (new ChatRole(message.GetProperty("role").GetString()!), message.GetProperty("content").GetString());
            if (role != ChatRole.Tool)
            {
                IEnumerable<JsonElement> calls = message.TryGetProperty("tool_calls", out var made) ? made.EnumerateArray() : [];
                messages.Add(new ChatMessage(role, [new TextContent(text), .. calls.Select(call => new FunctionCallContent(call.GetProperty("id").GetString()!, call.GetProperty("function").GetProperty("name").GetString()!))]));
                continue;
            }

            if (messages[^1].Role != ChatRole.Tool)
            {
                messages.Add(new ChatMessage(role, []));
            }

            messages[^1].Contents.Add(new FunctionResultContent(message.GetProperty("tool_call_id").GetString()!, text));
        }

        return messages;
    }

    public static string Chunk(object delta, string? finish_reason = null) =>
        $"data: {Json(new { id = "chat-1", @object = "chat.completion.chunk", created = 1, model = "gpt-test", choices = new object[] { new { index = 0, delta, finish_reason } } })}\n\n";
}

using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Gathers an answer of chat completions from its chunks.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat-streaming. Servers take liberties that are met here: calls without an id or an index, arguments as an object, a message instead of a delta, no usage, no <c>[DONE]</c>, no finish reason.</remarks>
/// <param name="callPrefix">Begins the ids of calls that come without one.</param>
internal sealed class ChatCompletionsAnswer(ModelEndpoint endpoint, UsageCount usage, string callPrefix)
{
    private readonly List<PendingCall> _calls = [];
    private readonly StringBuilder _refusal = new();
    private string? _id;
    private string? _model;
    private string? _finish;
    private bool _done;

    public UsageCount Usage => usage;

    /// <summary>Whether nothing more is to come.</summary>
    public bool Done => _done;

    /// <summary>Why the answer, now that nothing more comes, is none; null when it is one.</summary>
    public ModelFailure? Failure =>
        _refusal.Length > 0 || _finish == "content_filter" ? new ModelFailure.Refused(_refusal.Length > 300 ? _refusal.ToString(0, 300) + "…" : _refusal.ToString())
        : _finish is not null || (_done && usage.Begun) ? null
        : usage.Begun ? new ModelFailure.Truncated()
        : new ModelFailure.MalformedResponse("an answer without a chunk of a chat completion");

    /// <summary>Takes the data of one event.</summary>
    /// <returns>What is to be shown of it, or null.</returns>
    /// <exception cref="ModelException">It is an error, or no chunk.</exception>
    public ChatResponseUpdate? Take(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            _done = true;
            return null;
        }

        var reader = new Utf8JsonReader(data);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Take(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(new ModelFailure.MalformedResponse("a chunk that is not JSON of a chat completion"), usage.Broken());
        }
    }

    /// <summary>A whole answer that came without streaming, although streaming was asked for.</summary>
    public ChatResponseUpdate? TakeWhole(ReadOnlySpan<byte> body)
    {
        var update = Take(body);
        _done = true;
        return update;
    }

    /// <summary>The end of the answer: calls, finish reason, usage.</summary>
    public ChatResponseUpdate End()
    {
        var end = Update([.. _calls.Select((call, at) => call.ToContent($"{callPrefix}_{at}")), new UsageContent(usage.Whole())]);
        end.FinishReason = _finish switch
        {
            "length" => ChatFinishReason.Length,
            _ when _calls.Count > 0 => ChatFinishReason.ToolCalls,
            _ => ChatFinishReason.Stop,
        };
        return end;
    }

    private ChatResponseUpdate? Take(JsonElement chunk)
    {
        if (chunk.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException();
        }

        if (Member(chunk, "error") is not null || Text(chunk, "object") == "error")
        {
            throw new ModelException(ProviderError.Read(chunk).ToFailure(endpoint), usage.Broken());
        }

        _id ??= Text(chunk, "id");
        _model ??= Text(chunk, "model");
        if (Member(chunk, "usage") is { ValueKind: JsonValueKind.Object } counted)
        {
            usage.Counted = Counted(counted);
        }

        if (Member(chunk, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0)
        {
            return null;
        }

        var choice = choices[0];
        if (Member(choice, "error") is not null)
        {
            throw new ModelException(ProviderError.Read(choice).ToFailure(endpoint), usage.Broken());
        }

        var finish = Text(choice, "finish_reason");
        var contents = (Member(choice, "delta") ?? Member(choice, "message")) is { ValueKind: JsonValueKind.Object } delta ? Contents(delta) : [];
        if (finish is not null)
        {
            _finish = finish;
            usage.Wrote(null);
        }

        return contents.Count > 0 ? Update(contents) : null;
    }

    private List<AIContent> Contents(JsonElement delta)
    {
        List<AIContent> contents = [];
        if ((Text(delta, "reasoning_content") ?? Text(delta, "reasoning")) is { Length: > 0 } reasoning)
        {
            usage.Wrote(reasoning);
            contents.Add(new TextReasoningContent(reasoning));
        }

        if (Text(delta, "content") is { Length: > 0 } text)
        {
            usage.Wrote(text);
            contents.Add(new TextContent(text));
        }

        if (Text(delta, "refusal") is { Length: > 0 } refusal)
        {
            usage.Wrote(refusal);
            _refusal.Append(refusal);
        }

        if (Member(delta, "tool_calls") is { ValueKind: JsonValueKind.Array } calls)
        {
            foreach (var call in calls.EnumerateArray())
            {
                Call(call);
            }
        }

        return contents;
    }

    /// <summary>A part belongs to the call of its index; without one to the call of its id; without either to the last.</summary>
    private void Call(JsonElement part)
    {
        var (index, id) = (Member(part, "index") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : (int?)null, Text(part, "id"));
        var function = Member(part, "function") is { ValueKind: JsonValueKind.Object } given ? given : default;
        var name = function.ValueKind == JsonValueKind.Object ? Text(function, "name") : null;
        var call = index is { } at ? _calls.Find(known => known.Index == at && (string.IsNullOrEmpty(id) || known.Id is null || known.Id == id))
            : !string.IsNullOrEmpty(id) ? _calls.Find(known => known.Id == id)
            : string.IsNullOrEmpty(name) ? _calls.LastOrDefault() : null;
        if (call is null)
        {
            _calls.Add(call = new PendingCall(index));
        }

        call.Id ??= string.IsNullOrEmpty(id) ? null : id;
        call.Name = string.IsNullOrEmpty(call.Name) ? name ?? "" : call.Name;
        var arguments = function.ValueKind == JsonValueKind.Object ? Text(function, "arguments") : null;
        call.Arguments.Append(arguments);
        usage.Wrote(name + arguments);
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = _id, MessageId = _id, ModelId = _model };

    /// <summary>https://platform.openai.com/docs/api-reference/chat/object; <c>cost</c> is OpenRouter's, in US dollars; <c>prompt_cache_hit_tokens</c> DeepSeek's.</summary>
    private static UsageDetails Counted(JsonElement usage)
    {
        var (prompt, completion) = (Number(usage, "prompt_tokens"), Number(usage, "completion_tokens"));
        var details = new UsageDetails
        {
            InputTokenCount = prompt,
            OutputTokenCount = completion,
            TotalTokenCount = Number(usage, "total_tokens") ?? prompt + completion,
            CachedInputTokenCount = (Member(usage, "prompt_tokens_details") is { ValueKind: JsonValueKind.Object } read ? Number(read, "cached_tokens") : null) ?? Number(usage, "prompt_cache_hit_tokens"),
            ReasoningTokenCount = Member(usage, "completion_tokens_details") is { ValueKind: JsonValueKind.Object } written ? Number(written, "reasoning_tokens") : null,
        };
        if (Member(usage, "prompt_tokens_details") is { ValueKind: JsonValueKind.Object } cache && Number(cache, "cache_write_tokens") is { } kept)
        {
            (details.AdditionalCounts ??= [])[UsageCount.CacheWrite] = kept;
        }

        if (Member(usage, "cost") is { ValueKind: JsonValueKind.Number } cost && cost.TryGetDecimal(out var dollars))
        {
            (details.AdditionalCounts ??= [])[UsageCount.NanoUsd] = (long)(dollars * 1_000_000_000m);
        }

        return details;
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { } value ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    private static long? Number(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    private sealed class PendingCall(int? index)
    {
        public int? Index => index;

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();

        public FunctionCallContent ToContent(string otherwise) => UnreadableArguments.Read(Id ?? otherwise, Name, Arguments.ToString());
    }
}

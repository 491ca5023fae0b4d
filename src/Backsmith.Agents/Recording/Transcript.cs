using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Models;
using Backsmith.Secrets;
using Microsoft.Extensions.AI;

namespace Backsmith.Recording;

/// <summary>Turns messages into what is recorded and compared. Each message object is worked on once, however often it is sent: that keeps the cost of a step flat.</summary>
internal sealed class Transcript(Redaction redaction, Normalisation normalisation)
{
    private readonly ConditionalWeakTable<ChatMessage, TranscribedMessage> _known = [];

    /// <summary>A request as it is compared.</summary>
    public TranscribedRequest Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var transcribed = messages.Select(message => _known.GetValue(message, fresh => Of(Record(fresh)))).ToList();
        var first = transcribed.Find(message => message.Recorded.Role == ChatRole.User.Value)?.Digest ?? "";
        var recorded = Of(options);
        return new TranscribedRequest(first.Length > 12 ? first[..12] : first, transcribed, recorded, Hash(string.Join('\n', transcribed.Select(message => message.Digest)) + '\n' + Show(recorded)));
    }

    /// <summary>A message that was recorded, as it is compared.</summary>
    public TranscribedMessage Of(RecordedMessage message)
    {
        var text = normalisation.Of(Show(message));
        return new TranscribedMessage(message, text, Hash(text));
    }

    /// <summary>Instructions as they are compared.</summary>
    public string Normal(string? text) => normalisation.Of(text ?? "");

    /// <summary>An answer as it is recorded.</summary>
    public RecordedAnswer Of(ChatResponse response, string? model)
    {
        var said = response.Messages.Select(message => Record(message, redact: false)).ToList();
        var clean = response.Messages.Select(message => Record(message)).ToList();
        var usage = response.Usage is { } counted
            ? new RecordedUsage(counted.InputTokenCount, counted.OutputTokenCount, counted.TotalTokenCount, counted.CachedInputTokenCount, counted.AdditionalCounts)
            : null;
        return new RecordedAnswer(model, clean, response.FinishReason?.Value, usage, !said.Select(Show).SequenceEqual(clean.Select(Show)));
    }

    /// <summary>An answer that was recorded, as the model gave it.</summary>
    public static ChatResponse Restore(RecordedAnswer answer, IReadOnlyList<Charge> charges)
    {
        var messages = answer.Messages.Select(message => new ChatMessage(new ChatRole(message.Role), [.. message.Parts.Select(Restore)])).ToList();
        if (answer.Model is { } model && ModelName.TryParse(model, out var author, out _))
        {
            messages.ForEach(message => Author.Set(message, author));
        }

        var response = new ChatResponse(messages) { FinishReason = answer.Finish is { } finish ? new ChatFinishReason(finish) : null };
        if (answer.Usage is { } usage)
        {
            response.Usage = new UsageDetails { InputTokenCount = usage.Input, OutputTokenCount = usage.Output, TotalTokenCount = usage.Total, CachedInputTokenCount = usage.Cached, AdditionalCounts = usage.More is { } more ? new(more.ToDictionary()) : null };
        }

        Charge.Set(response, charges);
        return response;
    }

    private RecordedMessage Record(ChatMessage message, bool redact = true)
    {
        string? Clean(string? text) => text is null || !redact ? text : redaction.Of(text);
        return new RecordedMessage(message.Role.Value, [.. message.Contents.Select(content => content switch
        {
            TextReasoningContent reasoning => new RecordedPart(Reasoning: Clean(reasoning.Text), Seal: reasoning.ProtectedData),
            TextContent text => new RecordedPart(Text: Clean(text.Text)),
            FunctionCallContent call => new RecordedPart(Id: call.CallId, Call: call.Name, Arguments: Arguments(call, redact), Unreadable: Clean(UnreadableArguments.In(call))),
            FunctionResultContent result => new RecordedPart(Id: result.CallId, Result: Clean(result.Result as string ?? JsonSerializer.Serialize(result.Result, ModelJson.Options))),
            _ => null,
        }).OfType<RecordedPart>()]);
    }

    private JsonElement? Arguments(FunctionCallContent call, bool redact)
    {
        if (call.Arguments is not { } arguments)
        {
            return null;
        }

        var node = JsonSerializer.SerializeToNode(arguments, ModelJson.Options);
        return JsonSerializer.SerializeToElement(redact ? Clean(node) : node, ModelJson.Options);
    }

    /// <summary>Every text, whatever its member is called: a tool may be given a secret under any name.</summary>
    private JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Clean(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(redaction.Of(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private RecordedOptions Of(ChatOptions? options) => new(
        options?.Instructions is { } instructions ? redaction.Of(instructions) : null,
        (options?.Tools ?? []).OfType<AIFunctionDeclaration>().ToDictionary(tool => tool.Name, tool => Hash(tool.Description + '\n' + tool.JsonSchema.GetRawText())[..12]),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"max {options?.MaxOutputTokens}, temperature {options?.Temperature}, tools {options?.ToolMode?.GetType().Name}, format {options?.ResponseFormat?.GetType().Name}, reasoning {options?.Reasoning?.Effort}"));

    private string Show(RecordedOptions options) =>
        Normal(options.Instructions) + '\n' + string.Join(' ', options.Tools.OrderBy(tool => tool.Key, StringComparer.Ordinal).Select(tool => $"{tool.Key}:{tool.Value}")) + '\n' + options.Limits;

    /// <summary>Without what the model alone needs: ids of calls, which come in order anyway, and reasoning.</summary>
    private static string Show(RecordedMessage message) => message.Role + ": " + string.Join('\n', message.Parts.Select(part =>
        part.Text
        ?? part.Result
        ?? (part.Call is { } call ? $"{call}({(part.Arguments is { } arguments ? JsonSerializer.Serialize(arguments, ModelJson.Options) : part.Unreadable)})" : "")));

    private static AIContent Restore(RecordedPart part) =>
        part.Text is not null ? new TextContent(part.Text)
        : part.Result is not null ? new FunctionResultContent(part.Id ?? "", part.Result)
        : part.Call is { } call ? UnreadableArguments.Read(part.Id ?? "", call, part.Unreadable ?? part.Arguments?.GetRawText() ?? "")
        : new TextReasoningContent(part.Reasoning) { ProtectedData = part.Seal };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A message, what it is compared by, and the digest of that.</summary>
internal sealed record TranscribedMessage(RecordedMessage Recorded, string Text, string Digest);

/// <summary>A request, ready to be compared and recorded.</summary>
internal sealed record TranscribedRequest(string Conversation, IReadOnlyList<TranscribedMessage> Messages, RecordedOptions Options, string Digest);

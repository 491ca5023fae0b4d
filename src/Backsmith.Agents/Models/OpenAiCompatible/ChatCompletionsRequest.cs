using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Writes a request of chat completions.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/chat/create, as other servers understand it too: text, tool calls and their results; no images.</remarks>
internal static class ChatCompletionsRequest
{
    /// <summary>Letters as they are: half the bytes for code and for languages other than English.</summary>
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write(ModelName model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ChatDialect dialect)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, model.Name);
            json.WriteStartArray("messages"u8);
            if (options?.Instructions is { Length: > 0 } instructions)
            {
                Text(json, "system", instructions);
            }

            foreach (var message in messages)
            {
                Message(json, message, dialect.Reasoning && Author.Is(message, model));
            }

            json.WriteEndArray();
            Tools(json, options, dialect);
            Limits(json, options, dialect);
            ResponseFormat(json, options, dialect);
            json.WriteBoolean("stream"u8, true);
            if (dialect.StreamOptions)
            {
                json.WriteStartObject("stream_options"u8);
                json.WriteBoolean("include_usage"u8, true);
                json.WriteEndObject();
            }

            if (model.Provider == ModelProvider.OpenRouter)
            {
                json.WriteStartObject("usage"u8);
                json.WriteBoolean("include"u8, true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Message(Utf8JsonWriter json, ChatMessage message, bool withReasoning)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, result.CallId);
            json.WriteString("content"u8, ToolText(result));
            json.WriteEndObject();
        }

        if (message.Role == ChatRole.Assistant)
        {
            Assistant(json, message, withReasoning);
        }
        else if (message.Text is { Length: > 0 } text)
        {
            Text(json, message.Role == ChatRole.System ? "system" : "user", text);
        }
    }

    private static void Assistant(Utf8JsonWriter json, ChatMessage message, bool withReasoning)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, message.Text);
        if (withReasoning && calls.Count > 0 && string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text)) is { Length: > 0 } reasoning)
        {
            json.WriteString("reasoning_content"u8, reasoning);
        }

        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            calls.ForEach(call => Call(json, call));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Arguments that could not be read go back as none: servers parse them again and would refuse the whole conversation.</summary>
    private static void Call(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.CallId);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, call.Arguments is { } arguments ? JsonSerializer.Serialize(arguments, ModelJson.Options) : "{}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static string ToolText(FunctionResultContent result) =>
        result.Result as string ?? (result.Result is null ? result.Exception?.Message ?? "" : JsonSerializer.Serialize(result.Result, ModelJson.Options));

    private static void Tools(Utf8JsonWriter json, ChatOptions? options, ChatDialect dialect)
    {
        var tools = options?.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        if (tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("parameters"u8);
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Choice(json, options?.ToolMode);
        if (dialect.ParallelCalls && options?.AllowMultipleToolCalls is { } several)
        {
            json.WriteBoolean("parallel_tool_calls"u8, several);
        }
    }

    private static void Choice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice"u8, "required"u8);
                break;
        }
    }

    private static void Limits(Utf8JsonWriter json, ChatOptions? options, ChatDialect dialect)
    {
        if (options?.MaxOutputTokens is { } limit)
        {
            json.WriteNumber(dialect.CompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, limit);
        }

        if (dialect.Sampling && options?.Temperature is { } temperature)
        {
            json.WriteNumber("temperature"u8, temperature);
        }

        if (dialect.Sampling && options?.TopP is { } topP)
        {
            json.WriteNumber("top_p"u8, topP);
        }

        if (options?.StopSequences is { Count: > 0 } stops)
        {
            json.WritePropertyName("stop"u8);
            JsonSerializer.Serialize(json, stops);
        }

        if (Effort(options?.Reasoning?.Effort) is { } effort)
        {
            json.WriteString("reasoning_effort"u8, effort);
        }
    }

    private static void ResponseFormat(Utf8JsonWriter json, ChatOptions? options, ChatDialect dialect)
    {
        if (!dialect.Format || options?.ResponseFormat is not ChatResponseFormatJson format)
        {
            return;
        }

        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, format.Schema is null ? "json_object"u8 : "json_schema"u8);
        if (format.Schema is { } schema)
        {
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, format.SchemaName ?? "answer");
            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string? Effort(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };
}

using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Marks what Anthropic is to keep between the calls of a conversation: the tools, the system text, and the last two messages of the asker, so that the next call finds the prefix of this one.</summary>
/// <remarks>At most four marks are allowed in a request: https://platform.claude.com/docs/en/build-with-claude/prompt-caching. Nothing that was passed in is changed.</remarks>
internal static class PromptCaching
{
    private const int MarkedMessages = 2;

    /// <summary>The tools with a mark on the last.</summary>
    public static IList<AITool>? Tools(IList<AITool>? tools) =>
        tools is { Count: > 0 } && tools[^1] is AIFunctionDeclaration last ? [.. tools.SkipLast(1), new MarkedTool(last)] : tools;

    /// <summary>The messages with marks on the last system text and the last messages of the asker.</summary>
    public static List<ChatMessage> Messages(List<ChatMessage> messages)
    {
        var marked = new List<ChatMessage>(messages);
        var left = MarkedMessages;
        for (var at = marked.Count - 1; at >= 0 && left > 0; at--)
        {
            if (marked[at].Role == ChatRole.User || marked[at].Role == ChatRole.Tool)
            {
                marked[at] = Mark(marked[at]);
                left--;
            }
        }

        var system = marked.FindLastIndex(message => message.Role == ChatRole.System);
        if (system >= 0)
        {
            marked[system] = Mark(marked[system]);
        }

        return marked;
    }

    private static ChatMessage Mark(ChatMessage message) =>
        message.Contents.Count > 0 && Copy(message.Contents[^1]) is { } copy
            ? new ChatMessage(message.Role, [.. message.Contents.SkipLast(1), copy.WithCacheControl(Ttl.Ttl5m)])
            : message;

    private static AIContent? Copy(AIContent content) => content switch
    {
        TextContent text when !string.IsNullOrWhiteSpace(text.Text) => new TextContent(text.Text),
        FunctionResultContent result => new FunctionResultContent(result.CallId, result.Result) { Exception = result.Exception },
        _ => null,
    };

    private sealed class MarkedTool(AIFunctionDeclaration inner) : AIFunctionDeclaration
    {
        public override string Name => inner.Name;

        public override string Description => inner.Description;

        public override JsonElement JsonSchema => inner.JsonSchema;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } =
            new Dictionary<string, object?>(inner.AdditionalProperties) { [nameof(Tool.CacheControl)] = new CacheControlEphemeral() };
    }
}

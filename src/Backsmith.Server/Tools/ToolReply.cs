using System.Text.Json;
using Backsmith.Server.Protocol;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Tools;

/// <summary>What came of calling a tool.</summary>
/// <param name="Text">What a model reads.</param>
/// <param name="Structured">The same as data; null for what went wrong.</param>
/// <param name="Links">Resources that belong to it.</param>
/// <param name="IsError">Whether the tool could not do what was asked; the text then says what would be right.</param>
internal sealed record ToolReply(string Text, JsonElement? Structured, IReadOnlyList<ResourceLinkBlock> Links, bool IsError)
{
    /// <summary>It was done.</summary>
    public static ToolReply Done<T>(string text, T structured, IReadOnlyList<ResourceLinkBlock>? links = null) => new(text, ToolJson.Write(structured), links ?? [], false);

    /// <summary>It was not done; the text says what would be right.</summary>
    public static ToolReply Wrong(string text) => new(text, null, [], true);

    /// <summary>As the protocol writes it down.</summary>
    public CallToolResult Result() => new()
    {
        Content = [new TextContentBlock { Text = Text }, .. Links],
        StructuredContent = Structured,
        IsError = IsError,
    };
}

/// <summary>One call of a tool.</summary>
/// <param name="Engine">The product.</param>
/// <param name="Runs">Through which executions are run.</param>
/// <param name="Progress">Says in one line what is done.</param>
internal sealed record ToolCall(Engine Engine, RunQueue Runs, IProgress<string> Progress);

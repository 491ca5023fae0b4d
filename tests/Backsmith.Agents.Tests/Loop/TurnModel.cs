using System.Text.Json;
using Backsmith.Models;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Tests.Loop;

/// <summary>A model that says what it was told to, turn by turn, and keeps what it was shown.</summary>
internal sealed class TurnModel(params TurnModel.Turn[] turns) : IChatClient
{
    private static int _calls;

    /// <summary>One answer; null contents: the process dies.</summary>
    internal sealed record Turn(IReadOnlyList<AIContent>? Contents);

    /// <summary>Texts and results that each request showed, in order.</summary>
    public List<IReadOnlyList<string>> Seen { get; } = [];

    public static Turn Call(string name, object arguments) => new([ToolCall(name, arguments)]);

    public static Turn Say(string text) => new([new TextContent(text)]);

    public static Turn Killed() => new((IReadOnlyList<AIContent>?)null);

    public static Turn Unreadable(string name) => new([UnreadableArguments.Read($"call-{Interlocked.Increment(ref _calls)}", name, "{\"text\": \"cut o")]);

    public static FunctionCallContent ToolCall(string name, object arguments) =>
        new($"call-{Interlocked.Increment(ref _calls)}", name, JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, object?>>());

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Seen.Add([.. messages.SelectMany(message => message.Contents).Select(content => content switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => result.Result as string ?? $"no text but {result.Result?.GetType()}",
            _ => "",
        })]);
        return turns[Seen.Count - 1].Contents is { } contents
            ? Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. contents])) { Usage = new UsageDetails { InputTokenCount = Seen[^1].Sum(text => text.Length) / 3, OutputTokenCount = 10 } })
            : throw new OperationCanceledException("killed");
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Loop;

/// <summary>What a model is sent of the history. While there is room, all of it; near the limit, old results of tools are left out. What was planned, taught, asked and said stays.</summary>
internal static class ContextView
{
    private const string LeftOut = "[left out to save room; do it again if you need it]";
    private const double Near = 0.7;
    private const int KeptResults = 12;
    private const int WorthLeavingOut = 600;
    private static readonly HashSet<string> Kept = ["load_skill", "ask", "delegate", "recall"];

    /// <summary>The messages to send.</summary>
    /// <param name="messages">The history.</param>
    /// <param name="lastInputTokens">Tokens of the last request, as the provider counted; 0 when it did not.</param>
    /// <param name="options">How much the model can read.</param>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> messages, long lastInputTokens, LoopOptions options)
    {
        var tokens = Math.Max(lastInputTokens, messages.Sum(Length) / 4);
        if (tokens < options.ContextTokens * Near)
        {
            return messages;
        }

        var named = messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().GroupBy(call => call.CallId).ToDictionary(group => group.Key, group => group.Last().Name);
        var old = messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Where(result => !Kept.Contains(named.GetValueOrDefault(result.CallId, "")))
            .SkipLast(KeptResults).Where(result => $"{result.Result}".Length > WorthLeavingOut).Select(result => result.CallId).ToHashSet();
        return [.. messages.Select(message => message.Contents.OfType<FunctionResultContent>().Any(result => old.Contains(result.CallId)) ? Without(message, old) : message)];
    }

    private static ChatMessage Without(ChatMessage message, HashSet<string> old) =>
        new(message.Role, [.. message.Contents.Select(content => content is FunctionResultContent result && old.Contains(result.CallId) ? new FunctionResultContent(result.CallId, LeftOut) : content)]);

    private static long Length(ChatMessage message) => message.Contents.Sum(content => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Arguments?.Sum(argument => $"{argument.Value}".Length) ?? 0,
        FunctionResultContent result => $"{result.Result}".Length,
        _ => 0,
    });
}

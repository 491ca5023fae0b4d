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

    /// <summary>The messages to send. What was left out once stays out, and more goes only when the limit is near again: a provider's cache of the beginning lives on until then.</summary>
    /// <param name="history">The history.</param>
    /// <param name="options">How much the model can read.</param>
    public static IReadOnlyList<ChatMessage> Of(History history, LoopOptions options)
    {
        if (history.Tokens >= options.ContextTokens * Near)
        {
            history.Fold(Old(history.Messages));
        }

        if (history.Folded == 0)
        {
            return history.Messages;
        }

        var named = history.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().GroupBy(call => call.CallId).ToDictionary(group => group.Key, group => group.Last().Name);
        bool Goes(FunctionResultContent result) => $"{result.Result}".Length > WorthLeavingOut && !Kept.Contains(named.GetValueOrDefault(result.CallId, ""));
        return [.. history.Messages.Take(history.Folded).Select(message => Without(message, Goes)), .. history.Messages.Skip(history.Folded)];
    }

    /// <summary>How many messages lie before the last results.</summary>
    private static int Old(IReadOnlyList<ChatMessage> messages)
    {
        var results = 0;
        for (var at = messages.Count; at > 0; at--)
        {
            results += messages[at - 1].Contents.OfType<FunctionResultContent>().Count();
            if (results >= KeptResults)
            {
                return at - 1;
            }
        }

        return 0;
    }

    private static ChatMessage Without(ChatMessage message, Func<FunctionResultContent, bool> goes) => message.Contents.OfType<FunctionResultContent>().Any(goes)
        ? new ChatMessage(message.Role, [.. message.Contents.Select(content => content is FunctionResultContent result && goes(result) ? new FunctionResultContent(result.CallId, LeftOut) : content)])
        : message;
}

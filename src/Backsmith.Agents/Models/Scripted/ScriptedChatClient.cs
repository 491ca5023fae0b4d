using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>A model that says what a script says: for samples, tests and demonstrations without a network.</summary>
/// <remarks>Which turn is next is read from the conversation itself, by its answers so far, so that a run that was stopped goes on where it was.
/// A conversation is known by its first message of the user: it chooses the story.</remarks>
internal sealed class ScriptedChatClient(ModelName model, Script script) : StreamedChatClient(model)
{
    /// <summary>How long a pattern of a script may search.</summary>
    public static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    private const int PieceLength = 24;
    private const int ShownLength = 200;

    private readonly ConcurrentDictionary<(ScriptStory, string), Position> _positions = new();

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var conversation = messages.ToList();
        var usage = new UsageCount(conversation, options);
        var turn = Next(conversation);
        if (turn.Said.Fail is { } failure)
        {
            throw new ModelException(failure);
        }

        var id = $"{turn.Line}-{turn.Round}";
        foreach (var content in Said(turn, conversation.Count))
        {
            usage.Wrote(content is FunctionCallContent call ? call.Name + JsonSerializer.Serialize(call.Arguments, ModelJson.Options) : content.ToString());
            yield return Update(id, [content]);
            await Task.CompletedTask.ConfigureAwait(false);
        }

        if (turn.Said.Usage is { } claimed)
        {
            usage.Counted = new UsageDetails { InputTokenCount = claimed.Input, OutputTokenCount = claimed.Output, TotalTokenCount = claimed.Input + claimed.Output, CachedInputTokenCount = claimed.Cached };
        }

        var end = Update(id, [new UsageContent(usage.Whole())]);
        end.FinishReason = turn.Said.Finish == "length" ? ChatFinishReason.Length : turn.Said.Calls is { Count: > 0 } ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop;
        yield return end;
    }

    private static ChatResponseUpdate Update(string id, IList<AIContent> contents) => new(ChatRole.Assistant, contents) { MessageId = id, ResponseId = id };

    private static IEnumerable<AIContent> Said(ScriptTurn turn, int position)
    {
        if (turn.Said.Reasoning is { } reasoning)
        {
            yield return new TextReasoningContent(reasoning);
        }

        foreach (var piece in Numbered(turn.Said.Text ?? "", turn.Round).Chunk(PieceLength))
        {
            yield return new TextContent(new string(piece));
        }

        var calls = turn.Said.Calls ?? [];
        for (var at = 0; at < calls.Count; at++)
        {
            var arguments = calls[at].Arguments;
            var text = arguments.ValueKind switch
            {
                JsonValueKind.String => arguments.GetString()!,
                JsonValueKind.Undefined => "",
                _ => arguments.GetRawText(),
            };
            yield return UnreadableArguments.Read($"call_{position}_{at}", calls[at].Name, Numbered(text, turn.Round));
        }
    }

    private static string Numbered(string text, int round) => text.Replace("{{n}}", round.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private ScriptTurn Next(List<ChatMessage> conversation)
    {
        var first = conversation.Find(message => message.Role == ChatRole.User)?.Text ?? "";
        var story = script.Stories.FirstOrDefault(story => story.When is null || Unmet(story.When, first, null) is null)
            ?? throw Diverged(1, $"a conversation for one of the stories {string.Join(", ", script.Stories.Select(known => known.Name))}", first);
        var answers = conversation.Count(message => message.Role == ChatRole.Assistant);
        var position = _positions.GetOrAdd((story, first), _ => new Position(After(story, answers), conversation.Count));
        var begunAnew = answers == 0 && conversation.Count <= position.FirstLength && story.Turns.Take(position.Next).Any(turn => turn.Said.Fail is null);
        var at = begunAnew ? 0 : position.Next;
        if (at >= story.Turns.Count)
        {
            throw Diverged(at + 1, $"nothing more, the script{(story.Name.Length > 0 ? $" of '{story.Name}'" : "")} has {story.Turns.Count} turns", Show(conversation));
        }

        var turn = story.Turns[at];
        if (turn.Said.Expect is { } expectation && Unmet(expectation, Text(conversation[^1]), Tools(conversation)) is { } unmet)
        {
            throw Diverged(at + 1, $"{unmet} (line {turn.Line})", Show(conversation));
        }

        _positions[(story, first)] = position with { Next = at + 1 };
        return turn;
    }

    /// <summary>The turn after so many answers; turns that fail are none, and those right behind the last answer are said again.</summary>
    private static int After(ScriptStory story, int answers)
    {
        var at = 0;
        for (var left = answers; left > 0 && at < story.Turns.Count; at++)
        {
            left -= story.Turns[at].Said.Fail is null ? 1 : 0;
        }

        return at;
    }

    private static string? Unmet(ScriptExpectation expectation, string text, IReadOnlyList<string>? tools) =>
        expectation.Contains is { } part && !text.Contains(part, StringComparison.Ordinal) ? $"a message that contains '{Clip(part)}'"
        : expectation.Matches is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTime) ? $"a message that matches '{Clip(pattern)}'"
        : expectation.Tool is { } tool && tools?.Contains(tool) != true ? $"the result of the tool '{tool}'"
        : null;

    /// <summary>The tools whose results the last message holds.</summary>
    private static List<string> Tools(List<ChatMessage> conversation)
    {
        var results = conversation[^1].Contents.OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet();
        return [.. conversation.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Where(call => results.Contains(call.CallId)).Select(call => call.Name)];
    }

    private static string Text(ChatMessage message) =>
        string.Join('\n', message.Contents.Select(content => content switch
        {
            FunctionResultContent result => result.Result as string ?? JsonSerializer.Serialize(result.Result, ModelJson.Options),
            TextContent text => text.Text,
            _ => null,
        }).OfType<string>());

    private static string Show(List<ChatMessage> conversation) => $"{conversation[^1].Role.Value}: {Text(conversation[^1])}";

    private static string Clip(string text) => text.Length > ShownLength ? text[..ShownLength] + "…" : text;

    /// <summary>Where a conversation is in its story.</summary>
    /// <param name="Next">Turn that comes next, from 0.</param>
    /// <param name="FirstLength">Messages of its first request; one of the same length without an answer begins the story anew.</param>
    private sealed record Position(int Next, int FirstLength);

    private static ModelException Diverged(int turn, string expected, string got) => new(new ModelFailure.Diverged(turn, expected, $"'{Clip(got)}'"));
}

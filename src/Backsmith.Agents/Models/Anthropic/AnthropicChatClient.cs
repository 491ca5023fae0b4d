using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Claude by Anthropic's own package, whose retries and time limits are off: ours stand around every provider alike.</summary>
internal sealed class AnthropicChatClient : StreamedChatClient
{
    private readonly ModelEndpoint _endpoint;
    private readonly AnthropicClient _client;
    private readonly IChatClient _chat;

    /// <param name="http">Goes through <see cref="ModelHttpHandler"/>; disposed with this.</param>
    public AnthropicChatClient(ModelEndpoint endpoint, HttpClient http, ModelOptions options)
        : base(endpoint.Model)
    {
        _endpoint = endpoint;
        _client = new AnthropicClient(new ClientOptions
        {
            HttpClient = http,
            BaseUrl = endpoint.Address.AbsoluteUri.TrimEnd('/'),
            ApiKey = endpoint.Key?.Value,
            MaxRetries = 0,
            Timeout = TimeSpan.FromHours(24),
            ExtraHeaders = OlderHeader(endpoint),
        });
        _chat = _client.AsIChatClient(endpoint.Model.Name, options.MaxOutputTokens);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var answer = new StreamedAnswer(new UsageCount(conversation, options));
        var stream = _chat.GetStreamingResponseAsync(PromptCaching.Messages(Readable(conversation, options)), Taken(options), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, answer).ConfigureAwait(false))
            {
                yield return answer.See(stream.Current);
            }
        }

        if (answer.Failure is { } failure)
        {
            throw new ModelException(failure, answer.Usage.Broken());
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chat.Dispose();
            _client.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The package sends the key as a bearer token; gateways in the place of Anthropic may still look for the header that came before.</summary>
    private static Dictionary<string, string> OlderHeader(ModelEndpoint endpoint) =>
        endpoint.Key is { } key && endpoint.Address.Host != "api.anthropic.com" ? new() { ["x-api-key"] = key.Value } : [];

    /// <summary>Options without those that current models refuse: sampling, and a system text beside the marked one.</summary>
    private static ChatOptions? Taken(ChatOptions? options)
    {
        if (options?.Clone() is not { } taken)
        {
            return null;
        }

        (taken.Temperature, taken.TopP, taken.TopK, taken.Instructions) = (null, null, null, null);
        taken.Tools = PromptCaching.Tools(taken.Tools);
        return taken;
    }

    /// <summary>The conversation with the instructions as a system text, and without the reasoning of other models.</summary>
    private List<ChatMessage> Readable(List<ChatMessage> conversation, ChatOptions? options)
    {
        var readable = conversation.ConvertAll(message => message.Role != ChatRole.Assistant || Author.Is(message, Model) || !message.Contents.Any(content => content is TextReasoningContent)
            ? message
            : new ChatMessage(message.Role, [.. message.Contents.Where(content => content is not TextReasoningContent)]));
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            readable.Insert(readable.FindLastIndex(message => message.Role == ChatRole.System) + 1, new ChatMessage(ChatRole.System, instructions));
        }

        return readable;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> stream, StreamedAnswer answer)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ModelException error)
        {
            throw new ModelException(error.Failure, answer.Usage.Broken());
        }
        catch (AnthropicSseException error)
        {
            throw new ModelException(ProviderError.Parse(Body(error.Message)).ToFailure(_endpoint), answer.Usage.Broken());
        }
        catch (Exception error) when (error is AnthropicInvalidDataException or JsonException or InvalidOperationException)
        {
            throw new ModelException(new ModelFailure.MalformedResponse("an event that is not of the Messages API"), answer.Usage.Broken());
        }
        catch (AnthropicIOException error)
        {
            throw new ModelException(new ModelFailure.Unreachable(_endpoint.Address.GetLeftPart(UriPartial.Authority), error.InnerException?.Message ?? error.Message), answer.Usage.Broken());
        }
    }

    /// <summary>The package quotes the event in its message.</summary>
    private static string Body(string message)
    {
        var (from, to) = (message.IndexOf('{', StringComparison.Ordinal), message.LastIndexOf('}'));
        return from >= 0 && to > from ? message[from..(to + 1)] : message;
    }

    /// <summary>What has come of an answer.</summary>
    private sealed class StreamedAnswer(UsageCount usage)
    {
        private readonly StringBuilder _arguments = new();
        private readonly StringBuilder _text = new();
        private ChatFinishReason? _end;

        public UsageCount Usage => usage;

        /// <summary>Why the answer, now that nothing more comes, is none; null when it is one.</summary>
        public ModelFailure? Failure =>
            _end is null ? (usage.Begun ? new ModelFailure.Truncated() : new ModelFailure.MalformedResponse("an answer without an event of the Messages API"))
            : _end == ChatFinishReason.ContentFilter ? new ModelFailure.Refused(_text.Length > 300 ? _text.ToString(0, 300) + "…" : _text.ToString())
            : null;

        public ChatResponseUpdate See(ChatResponseUpdate update)
        {
            _end = update.FinishReason ?? _end;
            Raw(update.RawRepresentation as RawMessageStreamEvent);
            for (var at = 0; at < update.Contents.Count; at++)
            {
                switch (update.Contents[at])
                {
                    case TextReasoningContent reasoning:
                        usage.Wrote(reasoning.Text);
                        break;
                    case TextContent text:
                        usage.Wrote(text.Text);
                        _text.Append(text.Text);
                        break;
                    case FunctionCallContent call:
                        usage.Wrote(_arguments.ToString());
                        update.Contents[at] = _arguments.Length > 0 ? UnreadableArguments.Read(call.CallId, call.Name, _arguments.ToString()) : call;
                        break;
                    case UsageContent counted:
                        usage.Counted = counted.Details;
                        break;
                }
            }

            return update;
        }

        private void Raw(RawMessageStreamEvent? raw)
        {
            switch (raw?.Value)
            {
                case RawMessageStartEvent start:
                    usage.Wrote(null);
                    usage.Counted = new UsageDetails
                    {
                        InputTokenCount = start.Message.Usage.InputTokens + (start.Message.Usage.CacheReadInputTokens ?? 0) + (start.Message.Usage.CacheCreationInputTokens ?? 0),
                        CachedInputTokenCount = start.Message.Usage.CacheReadInputTokens,
                        OutputTokenCount = start.Message.Usage.OutputTokens,
                        AdditionalCounts = new() { [UsageCount.CacheWrite] = start.Message.Usage.CacheCreationInputTokens ?? 0 },
                    };
                    break;
                case RawContentBlockStartEvent:
                    _arguments.Clear();
                    break;
                case RawContentBlockDeltaEvent { Delta.Value: InputJsonDelta part }:
                    _arguments.Append(part.PartialJson);
                    break;
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models.Tests;

/// <summary>A provider whose outcomes are given: an answer, a failure, or a wait without end.</summary>
public sealed class StubModel(params IEnumerable<object> outcomes) : IChatClient
{
    private readonly Queue<object> _outcomes = new(outcomes);

    public static ModelName Name { get; } = ModelName.Parse("openai/gpt-5");

    public int Calls { get; private set; }

    public void Add(object outcome) => _outcomes.Enqueue(outcome);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;
        switch (_outcomes.Dequeue())
        {
            case string text:
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { Usage = new UsageDetails { InputTokenCount = 1_000_000, OutputTokenCount = 0 }, FinishReason = ChatFinishReason.Stop };
            case ChatResponse response:
                return response;
            case ModelException error:
                throw error;
            case ModelFailure failure:
                throw new ModelException(failure);
            default:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>A text comes letter by letter; a failure after the first letter is written as <c>("text", failure)</c>.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls++;
        var outcome = _outcomes.Dequeue();
        if (outcome is ModelFailure early)
        {
            throw new ModelException(early);
        }

        var (text, failure) = outcome is ValueTuple<string, ModelFailure> broken ? broken : ((string)outcome, null!);
        foreach (var letter in text)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, letter.ToString());
        }

        if (failure is not null)
        {
            throw new ModelException(failure);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 1_000_000, OutputTokenCount = 0 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

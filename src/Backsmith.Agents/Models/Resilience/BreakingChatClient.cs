using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>A model behind a <see cref="CircuitBreaker"/>.</summary>
internal sealed class BreakingChatClient(IChatClient inner, CircuitBreaker breaker) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Enter();
        using var call = new Passage(breaker);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            call.Succeeded();
            return response;
        }
        catch (ModelException error)
        {
            call.Failed(error.Failure);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Enter();
        using var call = new Passage(breaker);
        var stream = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, call).ConfigureAwait(false))
            {
                yield return stream.Current;
            }
        }

        call.Succeeded();
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> stream, Passage call)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ModelException error)
        {
            call.Failed(error.Failure);
            throw;
        }
    }

    private void Enter()
    {
        if (breaker.Enter() is { } paused)
        {
            throw new ModelException(paused);
        }
    }

    /// <summary>A call that was let pass; left without a word it was given up.</summary>
    private sealed class Passage(CircuitBreaker breaker) : IDisposable
    {
        private bool _told;

        public void Succeeded()
        {
            _told = true;
            breaker.Succeeded();
        }

        public void Failed(ModelFailure failure)
        {
            _told = true;
            breaker.Failed(failure);
        }

        public void Dispose()
        {
            if (!_told)
            {
                breaker.Abandoned();
            }
        }
    }
}

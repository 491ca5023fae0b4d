using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Puts a price on each attempt, whether it was answered or broke off. Stands next to the provider, within the retries.</summary>
internal sealed class MeteredChatClient(IChatClient inner, ModelName model, PriceList prices) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            if (response.Usage is { } usage)
            {
                Charge.Set(response, [prices.Charge(model, usage)]);
            }

            return response;
        }
        catch (ModelException error) when (error.Usage is { } usage)
        {
            throw new ModelException(error.Failure, usage, [prices.Charge(model, usage)]);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream).ConfigureAwait(false))
            {
                if (stream.Current.Contents.OfType<UsageContent>().FirstOrDefault() is { } usage)
                {
                    Charge.Set(stream.Current, [prices.Charge(model, usage.Details)]);
                }

                yield return stream.Current;
            }
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> stream)
    {
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ModelException error) when (error.Usage is { } usage)
        {
            throw new ModelException(error.Failure, usage, [prices.Charge(model, usage)]);
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Several models, asked in order: the next when one gives no answer and another may.</summary>
/// <remarks>Each call begins with the first again; a model that keeps failing is passed over by its <see cref="CircuitBreaker"/>. A stream is handed to the next only while nothing of it was handed on.</remarks>
/// <param name="models">In order; at least one. Disposed with this.</param>
/// <param name="notify">Told when the next is asked.</param>
internal sealed class FallbackChatClient(IReadOnlyList<(ModelName Model, IChatClient Client)> models, Action<ModelEvent> notify) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var charges = new List<Charge>();
        for (var at = 0; ; at++)
        {
            try
            {
                var response = await models[at].Client.GetResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false);
                if (charges.Count > 0)
                {
                    Charge.Set(response, [.. charges, .. Charge.Of(response)]);
                }

                return response;
            }
            catch (ModelException error)
            {
                Next(at, error, charges);
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var charges = new List<Charge>();
        for (var at = 0; ; at++)
        {
            var stream = models[at].Client.GetStreamingResponseAsync(conversation, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (stream.ConfigureAwait(false))
            {
                var handedOn = false;
                var failed = false;
                while (!failed)
                {
                    try
                    {
                        if (!await stream.MoveNextAsync().ConfigureAwait(false))
                        {
                            yield break;
                        }
                    }
                    catch (ModelException error) when (!handedOn)
                    {
                        Next(at, error, charges);
                        failed = true;
                        continue;
                    }

                    handedOn = true;
                    if (charges.Count > 0 && Charge.In(stream.Current.AdditionalProperties) is { Count: > 0 } own)
                    {
                        Charge.Set(stream.Current, [.. charges, .. own]);
                    }

                    yield return stream.Current;
                }
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : models[0].Client.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        foreach (var (_, client) in models)
        {
            client.Dispose();
        }
    }

    private void Next(int at, ModelException error, List<Charge> charges)
    {
        charges.AddRange(error.Charges);
        if (at + 1 >= models.Count || !error.Failure.OthersMayAnswer)
        {
            throw new ModelException(error.Failure, error.Usage, charges);
        }

        notify(new ModelEvent.FellBack(models[at].Model, models[at + 1].Model, error.Failure));
    }
}

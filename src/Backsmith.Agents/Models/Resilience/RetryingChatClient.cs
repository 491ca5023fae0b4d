using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Asks again when the failure may pass: exponential waits with full jitter, the provider's own wait where it names one, a limit on attempts and on all of it together.</summary>
/// <remarks>Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/. A stream is begun again only while nothing of it was handed on.
/// What failed attempts cost is added to the answer or to the exception: nothing is booked twice, nothing is forgotten.</remarks>
/// <param name="notify">Told before each wait.</param>
/// <param name="jitter">A number from 0 (inclusive) to 1 (exclusive).</param>
internal sealed class RetryingChatClient(IChatClient inner, ModelName model, ModelOptions options, TimeProvider time, Action<ModelEvent> notify, Func<double> jitter) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chat = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = new Call(this, cancellationToken);
        while (true)
        {
            try
            {
                var response = await call.WithinAsync(token => base.GetResponseAsync(conversation, chat, token)).ConfigureAwait(false);
                if (call.Charges.Count > 0)
                {
                    Charge.Set(response, [.. call.Charges, .. Charge.Of(response)]);
                }

                return response;
            }
            catch (ModelException error)
            {
                await call.WaitAsync(error).ConfigureAwait(false);
            }
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chat = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var call = new Call(this, cancellationToken);
        var handedOn = false;
        while (true)
        {
            var stream = base.GetStreamingResponseAsync(conversation, chat, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (stream.ConfigureAwait(false))
            {
                ModelException? failed = null;
                while (true)
                {
                    try
                    {
                        if (!await stream.MoveNextAsync().ConfigureAwait(false))
                        {
                            yield break;
                        }
                    }
                    catch (ModelException error)
                    {
                        failed = error;
                        break;
                    }

                    handedOn = true;
                    yield return call.AddTo(stream.Current);
                }

                await call.WaitAsync(failed, mayRetry: !handedOn).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One call with its attempts.</summary>
    private sealed class Call(RetryingChatClient client, CancellationToken cancellationToken)
    {
        private readonly long _began = client.Time.GetTimestamp();
        private int _attempt = 1;

        public List<Charge> Charges { get; } = [];

        private TimeSpan Left => client.Options.Total - client.Time.GetElapsedTime(_began);

        /// <summary>Runs an attempt within what is left of the time for all.</summary>
        public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> attempt)
        {
            using var deadline = new CancellationTokenSource(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, client.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                return await attempt(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new ModelException(new ModelFailure.TimedOut(client.Options.Total));
            }
        }

        /// <summary>What failed attempts cost goes with the last part of a stream, which carries the usage.</summary>
        public ChatResponseUpdate AddTo(ChatResponseUpdate update)
        {
            if (Charges.Count > 0 && Charge.In(update.AdditionalProperties) is { Count: > 0 } own)
            {
                Charge.Set(update, [.. Charges, .. own]);
            }

            return update;
        }

        /// <summary>Waits until the next attempt.</summary>
        /// <exception cref="ModelException">There is none; carries what all attempts cost.</exception>
        public async Task WaitAsync(ModelException error, bool mayRetry = true)
        {
            Charges.AddRange(error.Charges);
            var limit = error.Failure is ModelFailure.Silent ? Math.Min(client.Options.MaxSilentAttempts, client.Options.MaxAttempts) : client.Options.MaxAttempts;
            var wait = client.Delay(_attempt, error.Failure.Wait);
            if (!mayRetry || !error.Failure.IsTransient || _attempt >= limit || error.Failure.Wait > client.Options.MaxRetryAfter)
            {
                throw new ModelException(error.Failure, error.Usage, Charges);
            }

            if (wait >= Left)
            {
                throw new ModelException(new ModelFailure.TimedOut(client.Options.Total), error.Usage, Charges);
            }

            client.Notify(new ModelEvent.Retrying(client.Model, _attempt, error.Failure, wait));
            _attempt++;
            await Task.Delay(wait, client.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private ModelName Model => model;

    private ModelOptions Options => options;

    private TimeProvider Time => time;

    private void Notify(ModelEvent happened) => notify(happened);

    /// <summary>What the provider asked for, and on top of it a random part, so that those who were turned away together do not come back together.</summary>
    private TimeSpan Delay(int attempt, TimeSpan? asked)
    {
        var ceiling = Math.Min(options.MaxDelay.TotalSeconds, options.BaseDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)));
        return asked is { } wait && wait > TimeSpan.Zero
            ? wait + TimeSpan.FromSeconds(jitter() * options.BaseDelay.TotalSeconds)
            : TimeSpan.FromSeconds(jitter() * ceiling);
    }
}

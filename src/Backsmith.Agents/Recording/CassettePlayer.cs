using System.Runtime.CompilerServices;
using Backsmith.Models;
using Backsmith.Secrets;
using Microsoft.Extensions.AI;

namespace Backsmith.Recording;

/// <summary>Goes through a recording again, without a model: each request must be the one that was recorded, and gets the answer that was recorded, or its failure.</summary>
/// <remarks>Conversations may take turns in another order than they did; each of them keeps its own. What is not as it was fails with <see cref="ModelFailure.Diverged"/>: the step, what was recorded, and what came.</remarks>
public sealed class CassettePlayer : IChatClient
{
    private readonly Lock _gate = new();
    private readonly Transcript _transcript;
    private readonly IReadOnlyList<Exchange> _exchanges;
    private readonly Dictionary<string, Track> _tracks = [];

    /// <summary>Opens a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="redaction">The same as it was recorded with.</param>
    /// <param name="normalisation">What is to be overlooked; with the same words for this run's folders as were used for those of the recorded run.</param>
    /// <exception cref="ModelException">The file is not there, or is no recording.</exception>
    public CassettePlayer(string path, Redaction redaction, Normalisation normalisation)
    {
        _transcript = new Transcript(redaction, normalisation);
        _exchanges = CassetteFile.Read(path, out _);
        foreach (var conversation in _exchanges.GroupBy(exchange => exchange.Conversation))
        {
            _tracks[conversation.Key] = new Track(new Queue<Exchange>(conversation));
        }
    }

    /// <summary>Exchanges that were recorded and not asked for yet: 0 when a run went through to its end.</summary>
    public int Remaining => _tracks.Values.Sum(track => track.Left.Count);

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        var exchange = Next(_transcript.Of(messages, options));
        return exchange.Failure is { } failure ? throw new ModelException(failure, null, exchange.Charges)
            : exchange.Answer is { Redacted: false } answer ? Transcript.Restore(answer, exchange.Charges)
            : throw new ModelException(new ModelFailure.Diverged(exchange.Step, "an answer that can be given again", "one that a secret was left out of when it was recorded"));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Exchange Next(TranscribedRequest request)
    {
        lock (_gate)
        {
            if (!_tracks.TryGetValue(request.Conversation, out var track))
            {
                throw Stray(request);
            }

            if (!track.Left.TryPeek(out var exchange))
            {
                throw Diverged(_exchanges.Count + 1, "the end of this conversation", Last(request));
            }

            exchange = track.GoOn(exchange, request, _transcript);
            if (Divergence.Between(track.Messages, request.Messages) is { } difference)
            {
                throw Diverged(exchange.Step, difference.Expected, difference.Got);
            }

            if (Divergence.Between(track.Options, request.Options, _transcript) is { } other)
            {
                throw Diverged(exchange.Step, other.Expected, other.Got);
            }

            track.Pass();
            return exchange;
        }
    }

    /// <summary>A conversation that was not recorded: most likely one that was, with another beginning.</summary>
    private ModelException Stray(TranscribedRequest request)
    {
        if (_tracks.Values.FirstOrDefault(track => track.Messages.Count == 0 && track.Left.Count > 0) is not { } track)
        {
            return Diverged(_exchanges.Count + 1, "no further conversation", Last(request));
        }

        var exchange = track.Left.Peek();
        var difference = Divergence.Between([.. exchange.Messages.Select(_transcript.Of)], request.Messages) ?? new Divergence("another conversation", Last(request));
        return Diverged(exchange.Step, difference.Expected, difference.Got);
    }

    private static string Last(TranscribedRequest request) => request.Messages.Count == 0 ? "a request without messages" : Divergence.Clip(request.Messages[^1].Text);

    private static ModelException Diverged(int step, string expected, string got) => new(new ModelFailure.Diverged(step, expected, got));

    /// <summary>A conversation of the recording.</summary>
    private sealed class Track(Queue<Exchange> left)
    {
        public Queue<Exchange> Left => left;

        /// <summary>Messages of the request that <see cref="Reached"/> holds.</summary>
        public List<TranscribedMessage> Messages { get; } = [];

        public RecordedOptions? Options { get; private set; }

        private Exchange? Reached { get; set; }

        private bool Begun { get; set; }

        /// <summary>Comes to the next exchange; in a run that was stopped and goes on, to the one where this conversation stands.</summary>
        public Exchange GoOn(Exchange exchange, TranscribedRequest request, Transcript transcript)
        {
            Reach(exchange, transcript);
            while (!Begun && Left.Count > 1 && Messages.Count < request.Messages.Count)
            {
                Left.Dequeue();
                exchange = Left.Peek();
                Reach(exchange, transcript);
            }

            Begun = true;
            return exchange;
        }

        public void Pass()
        {
            Left.Dequeue();
            Reached = null;
        }

        private void Reach(Exchange exchange, Transcript transcript)
        {
            if (Reached == exchange)
            {
                return;
            }

            var kept = Math.Clamp(exchange.Kept, 0, Messages.Count);
            Messages.RemoveRange(kept, Messages.Count - kept);
            Messages.AddRange(exchange.Messages.Select(transcript.Of));
            Options = exchange.Options ?? Options;
            Reached = exchange;
        }
    }
}

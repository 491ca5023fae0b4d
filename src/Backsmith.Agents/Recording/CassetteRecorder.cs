using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Backsmith.Models;
using Backsmith.Secrets;
using Microsoft.Extensions.AI;

namespace Backsmith.Recording;

/// <summary>Records every exchange with a model, so that the run can be gone through again without one. Stands outermost, around retries and fallback: an exchange is what the loop saw.</summary>
/// <remarks>A request is recorded by what is new in it. When a run was killed after an answer had been recorded and before it had been used, the same request is answered from the recording: nothing is paid twice.
/// What the loop has to see to, so that a replay finds its way: the first message of the user differs between conversations; messages are appended, not changed, and the same objects are sent again;
/// nothing in them changes from run to run but what <see cref="Normalisation"/> knows.</remarks>
public sealed class CassetteRecorder : DelegatingChatClient
{
    private readonly Transcript _transcript;
    private readonly TimeProvider _time;
    private readonly FileStream _file;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, Told> _told = [];
    private readonly ConcurrentDictionary<string, Exchange> _unused = new();
    private int _step;

    /// <summary>Opens a recording; one that is there goes on.</summary>
    /// <param name="inner">The model.</param>
    /// <param name="path">The file, made with mode 600.</param>
    /// <param name="redaction">Leaves secrets out of what is written.</param>
    /// <param name="normalisation">What a replay is to overlook.</param>
    /// <exception cref="ModelException">The file is there and is no recording.</exception>
    public CassetteRecorder(IChatClient inner, string path, Redaction redaction, Normalisation normalisation, TimeProvider time)
        : base(inner)
    {
        (_transcript, _time) = (new Transcript(redaction, normalisation), time);
        var length = 0L;
        var before = File.Exists(path) ? CassetteFile.Read(path, out length) : [];
        _file = CassetteFile.Append(path, length);
        foreach (var exchange in before)
        {
            var told = _told.GetValueOrDefault(exchange.Conversation);
            _told[exchange.Conversation] = new Told([.. told?.Digests.Take(exchange.Kept) ?? [], .. exchange.Messages.Select(message => _transcript.Of(message).Digest)], exchange.Options ?? told?.Options);
            _unused[exchange.Conversation] = exchange;
            _step = exchange.Step;
        }
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var request = _transcript.Of(conversation, options);
        if (Unused(request) is { } answered)
        {
            return answered;
        }

        var began = _time.GetTimestamp();
        try
        {
            var response = await base.GetResponseAsync(conversation, options, cancellationToken).ConfigureAwait(false);
            await WriteAsync(request, began, _transcript.Of(response, Charge.Of(response).LastOrDefault()?.Model.ToString()), null, Charge.Of(response)).ConfigureAwait(false);
            return response;
        }
        catch (ModelException error)
        {
            await WriteAsync(request, began, null, error.Failure, error.Charges).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _gate.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The answer of the run before this one, when this is the request that it was given to and nothing came of it any more.</summary>
    private ChatResponse? Unused(TranscribedRequest request) =>
        _unused.TryRemove(request.Conversation, out var last) && last.Digest == request.Digest && last.Answer is { Redacted: false } answer
            ? Transcript.Restore(answer, last.Charges)
            : null;

    private async Task WriteAsync(TranscribedRequest request, long began, RecordedAnswer? answer, ModelFailure? failure, IReadOnlyList<Charge> charges)
    {
        var milliseconds = (long)_time.GetElapsedTime(began).TotalMilliseconds;
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var told = _told.GetValueOrDefault(request.Conversation);
            var digests = request.Messages.Select(message => message.Digest).ToList();
            var kept = told?.Digests.Zip(digests).TakeWhile(pair => pair.First == pair.Second).Count() ?? 0;
            var options = told?.Options is { } before && Same(before, request.Options) ? null : request.Options;
            var exchange = new Exchange(++_step, request.Conversation, request.Digest, kept, [.. request.Messages.Skip(kept).Select(message => message.Recorded)], options, answer, failure, charges, milliseconds);
            await _file.WriteAsync(CassetteFile.Line(exchange), CancellationToken.None).ConfigureAwait(false);
            await _file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            _told[request.Conversation] = new Told(digests, request.Options);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static bool Same(RecordedOptions one, RecordedOptions other) =>
        one.Instructions == other.Instructions && one.Limits == other.Limits && one.Tools.Count == other.Tools.Count && !one.Tools.Except(other.Tools).Any();

    /// <summary>What the last request of a conversation was.</summary>
    private sealed record Told(IReadOnlyList<string> Digests, RecordedOptions? Options);
}

using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>One external agent at work. It calls tools when it likes; here its calls become the answers of a model, and the results of a request become the answers to its calls.</summary>
internal sealed class ExternalSession : IAsyncDisposable
{
    private readonly Channel<OpenCall> _calls = Channel.CreateUnbounded<OpenCall>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, OpenCall> _open = [];
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _stopped;

    /// <param name="command">Line for the shell.</param>
    /// <param name="prompt">What it reads first.</param>
    /// <param name="tools">What it may call.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="ended">Cancelled when nobody needs it any more.</param>
    public ExternalSession(string command, string prompt, IReadOnlyList<AIFunctionDeclaration> tools, RunExternalAgent run, CancellationToken ended)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ended);
        _stopped = _stop.Token;
        Ended = RunAsync(run, new ExternalWork(command, prompt, tools, CallAsync));
    }

    /// <summary>Completes when the agent has ended and left nothing behind.</summary>
    public Task<ExternalEnd> Ended { get; }

    /// <summary>Whether all its calls that were handed on have a result among these.</summary>
    public bool IsAnsweredBy(IEnumerable<FunctionResultContent> results) => _open.Keys.All(results.Select(result => result.CallId).ToHashSet().Contains);

    /// <summary>Gives it the results of its calls and waits for the next ones.</summary>
    /// <returns>At least one call; none when the agent has ended.</returns>
    public async Task<IReadOnlyList<FunctionCallContent>> NextAsync(IEnumerable<FunctionResultContent> results, CancellationToken cancellationToken)
    {
        foreach (var result in results)
        {
            if (_open.Remove(result.CallId, out var call))
            {
                call.Result.TrySetResult(result.Result as string ?? JsonSerializer.Serialize(result.Result, ModelJson.Options));
            }
        }

        var calls = new List<FunctionCallContent>();
        while (calls.Count == 0 && await _calls.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_calls.Reader.TryRead(out var call))
            {
                if (!call.Result.Task.IsCompleted)
                {
                    _open[call.Content.CallId] = call;
                    calls.Add(call.Content);
                }
            }
        }

        return calls;
    }

    /// <summary>Stops the agent, without waiting for it to be gone.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops the agent and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<ExternalEnd> RunAsync(RunExternalAgent run, ExternalWork work)
    {
        try
        {
            return await run(work, _stopped);
        }
        finally
        {
            _calls.Writer.TryComplete();
        }
    }

    private async Task<string> CallAsync(string name, JsonElement arguments, CancellationToken cancellationToken)
    {
        var call = new OpenCall(UnreadableArguments.Read($"call_{Guid.NewGuid():N}", name, arguments.ValueKind == JsonValueKind.Undefined ? "" : arguments.GetRawText()), new(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var cancelled = cancellationToken.Register(() => call.Result.TrySetCanceled(cancellationToken));
        await using var stopped = _stopped.Register(() => call.Result.TrySetCanceled(_stopped));
        return _calls.Writer.TryWrite(call) ? await call.Result.Task : throw new OperationCanceledException("The agent's work has ended.");
    }

    private sealed record OpenCall(FunctionCallContent Content, TaskCompletionSource<string> Result);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>An external coding agent as a model. It is started once for a conversation and lives until that ends; each time it calls tools, that is one answer of the model.</summary>
/// <remarks>An agent that is gone while the conversation goes on, because the run was killed or a task was put aside, is started anew with what was done so far.</remarks>
/// <param name="model">Its provider is <see cref="ModelProvider.Exec"/>.</param>
/// <param name="run">Runs the agent.</param>
/// <param name="options">Limits of a call.</param>
/// <param name="time">Clock of limits.</param>
public sealed class ExternalChatClient(ModelName model, RunExternalAgent run, ModelOptions options, TimeProvider time) : IChatClient
{
    private readonly ConcurrentDictionary<string, ExternalSession> _sessions = new();

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = Conversation.Of(options) ?? throw new InvalidOperationException("An external agent is asked within a conversation only.");
        var asked = messages.ToList();
        var results = asked.SelectMany(message => message.Contents).OfType<FunctionResultContent>().ToList();
        var session = await SessionAsync(conversation, asked, results, options);
        var calls = await NextAsync(conversation, session, results, cancellationToken);
        var answer = new ChatMessage(ChatRole.Assistant, calls.Count > 0 ? [.. calls] : [new TextContent(await LastWordsAsync(conversation, session))]);
        Author.Set(answer, model);
        return new ChatResponse(answer) { FinishReason = calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ModelName) ? model
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Stops every agent that still runs.</summary>
    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Stop();
        }

        _sessions.Clear();
    }

    /// <summary>The agent of the conversation, when it waits for what was asked; else a new one.</summary>
    private async ValueTask<ExternalSession> SessionAsync(Conversation conversation, List<ChatMessage> asked, List<FunctionResultContent> results, ChatOptions? options)
    {
        if (_sessions.TryGetValue(conversation.Id, out var known))
        {
            if (!known.Ended.IsCompleted && known.IsAnsweredBy(results))
            {
                return known;
            }

            await RemoveAsync(conversation, known);
        }

        var tools = (options?.Tools ?? []).OfType<AIFunctionDeclaration>().ToList();
        return _sessions[conversation.Id] = new ExternalSession(model.Name, ExternalPrompt.Of(asked), tools, run, conversation.Ended);
    }

    private async Task<IReadOnlyList<FunctionCallContent>> NextAsync(Conversation conversation, ExternalSession session, List<FunctionResultContent> results, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Total, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await session.NextAsync(results, stop.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await RemoveAsync(conversation, session);
            throw new ModelException(new ModelFailure.TimedOut(options.Total));
        }
    }

    /// <summary>What an agent said that ended without a further call.</summary>
    private async Task<string> LastWordsAsync(Conversation conversation, ExternalSession session)
    {
        var end = await session.Ended;
        await RemoveAsync(conversation, session);
        return end.ExitCode == 0 ? end.Output : throw new ModelException(new ModelFailure.AgentFailed(model.Name, end.ExitCode, end.Errors.Length > 0 ? end.Errors : end.Output));
    }

    private ValueTask RemoveAsync(Conversation conversation, ExternalSession session)
    {
        _sessions.TryRemove(new(conversation.Id, session));
        return session.DisposeAsync();
    }
}

using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>A model that always streams, so that silence is noticed; a whole answer is its stream, gathered.</summary>
/// <param name="model">Who answers.</param>
internal abstract class StreamedChatClient(ModelName model) : IChatClient
{
    protected ModelName Model { get; } = model;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
        }

        var response = updates.ToChatResponse();
        foreach (var message in response.Messages)
        {
            Author.Set(message, Model);
        }

        return response;
    }

    public abstract IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);

    public virtual object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ModelName) ? Model
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

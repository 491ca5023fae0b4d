using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Ties together the requests of one task, for a model that lives as long as the task: an external agent.</summary>
/// <param name="Id">The same for all requests of the task, and for no others.</param>
/// <param name="Ended">Cancelled when no further request will come.</param>
public sealed record Conversation(string Id, CancellationToken Ended)
{
    private const string Key = "backsmith.conversation";

    /// <summary>Says of a request that it belongs to this conversation.</summary>
    public void Mark(ChatOptions options) => (options.AdditionalProperties ??= [])[Key] = this;

    internal static Conversation? Of(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true ? value as Conversation : null;
}

using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Which model wrote a message. Reasoning is sealed for its author: another model refuses to read it.</summary>
internal static class Author
{
    private const string Key = "backsmith.model";

    public static void Set(ChatMessage message, ModelName model) => (message.AdditionalProperties ??= [])[Key] = model.ToString();

    /// <summary>Whether the model wrote it, also when the message was stored and read again meanwhile.</summary>
    public static bool Is(ChatMessage message, ModelName model) => message.AdditionalProperties?.TryGetValue(Key, out var author) == true && author?.ToString() == model.ToString();
}

using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>What one attempt cost. An answer that took three billed attempts carries three of them; booking each once is booking right.</summary>
/// <param name="Model">Who was asked.</param>
/// <param name="InputTokens">All that was read, from the cache too.</param>
/// <param name="CachedTokens">Of those, read from the provider's cache.</param>
/// <param name="CacheWriteTokens">Of those, written to the provider's cache.</param>
/// <param name="OutputTokens">All that was written, reasoning included.</param>
/// <param name="Usd">Price in US dollars; null when it is not known, which is not the same as nothing.</param>
/// <param name="Estimated">Whether the provider did not count and the tokens are an estimate.</param>
public sealed record Charge(ModelName Model, long InputTokens, long CachedTokens, long CacheWriteTokens, long OutputTokens, decimal? Usd, bool Estimated)
{
    private const string Key = "backsmith.charges";

    /// <summary>What an answer cost, all attempts together; empty for a model that counts nothing.</summary>
    public static IReadOnlyList<Charge> Of(ChatResponse response) => In(response.AdditionalProperties);

    internal static IReadOnlyList<Charge> In(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(Key, out var value) == true && value is IReadOnlyList<Charge> charges ? charges : [];

    internal static void Set(ChatResponse response, IReadOnlyList<Charge> charges) => (response.AdditionalProperties ??= [])[Key] = charges;

    internal static void Set(ChatResponseUpdate update, IReadOnlyList<Charge> charges) => (update.AdditionalProperties ??= [])[Key] = charges;
}

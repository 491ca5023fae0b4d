namespace Backsmith.Models;

/// <summary>What a model costs, in US dollars per million tokens.</summary>
/// <param name="Model">Provider and name, as in <see cref="ModelName"/>; a name that ends in <c>*</c> stands for all that begin so.</param>
/// <param name="Input">Tokens read.</param>
/// <param name="CachedInput">Tokens read from the provider's cache.</param>
/// <param name="CacheWrite">Tokens written to the provider's cache, kept for five minutes.</param>
/// <param name="Output">Tokens written, reasoning included.</param>
/// <param name="Above">Tokens of input above which the whole request has another price; null when there is no such line.</param>
/// <param name="AboveInput">Tokens read, above the line; null when that price is not known, which makes the price of such a request unknown.</param>
/// <param name="AboveCachedInput">Tokens read from the cache, above the line.</param>
/// <param name="AboveCacheWrite">Tokens written to the cache, above the line.</param>
/// <param name="AboveOutput">Tokens written, above the line.</param>
/// <param name="ContextTokens">How much the model can read in one request; null when not known.</param>
public sealed record ModelPrice(
    string Model,
    decimal Input,
    decimal CachedInput,
    decimal CacheWrite,
    decimal Output,
    long? Above = null,
    decimal? AboveInput = null,
    decimal? AboveCachedInput = null,
    decimal? AboveCacheWrite = null,
    decimal? AboveOutput = null,
    long? ContextTokens = null)
{
    private const decimal Million = 1_000_000m;

    /// <summary>The price of a request.</summary>
    /// <param name="input">Tokens read, from the cache and into it included.</param>
    /// <param name="cached">Of those, from the cache.</param>
    /// <param name="cacheWrite">Of those, into the cache.</param>
    /// <param name="output">Tokens written.</param>
    /// <returns>US dollars; null when a price above a line is not known.</returns>
    public decimal? Of(long input, long cached, long cacheWrite, long output)
    {
        var plain = Math.Max(0, input - cached - cacheWrite);
        return Above is { } line && input > line
            ? AboveInput is { } read && AboveOutput is { } written ? (plain * read + cached * (AboveCachedInput ?? read) + cacheWrite * (AboveCacheWrite ?? read) + output * written) / Million : null
            : (plain * Input + cached * CachedInput + cacheWrite * CacheWrite + output * Output) / Million;
    }
}

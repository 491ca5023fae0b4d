using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Prices of models: those that ship, and the user's own before them. A model that is in neither has no known price.</summary>
public sealed partial class PriceList
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly IReadOnlyList<ModelPrice> _prices;

    private PriceList(IReadOnlyList<ModelPrice> prices) => _prices = prices;

    /// <summary>The list that ships, after the user's own.</summary>
    /// <param name="ownFile">The user's <c>prices.json</c>, of the same form; need not be there.</param>
    /// <exception cref="ModelException">The user's file cannot be read.</exception>
    public static PriceList Load(string? ownFile)
    {
        using var shipped = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        return new PriceList([.. ownFile is not null && File.Exists(ownFile) ? Own(ownFile) : [], .. Read(shipped)]);
    }

    /// <summary>The price of a model, or null when it is not known. A date at the end of a name (<c>-20251101</c>, <c>-2026-04-01</c>) does not make another model.</summary>
    public ModelPrice? Find(ModelName model)
    {
        var name = model.ToString();
        var undated = DateAtEnd().Replace(name, "");
        return _prices.FirstOrDefault(price => Matches(price.Model, name)) ?? _prices.FirstOrDefault(price => Matches(price.Model, undated));
    }

    /// <summary>What an attempt cost. What the provider itself reports counts before the list.</summary>
    public Charge Charge(ModelName model, UsageDetails usage)
    {
        var more = usage.AdditionalCounts;
        var (input, cached, written, output) = (usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, more?.GetValueOrDefault(UsageCount.CacheWrite) ?? 0, usage.OutputTokenCount ?? 0);
        var usd = more is not null && more.TryGetValue(UsageCount.NanoUsd, out var nano) ? nano / 1_000_000_000m
            : IsFree(model) ? 0m
            : Find(model)?.Of(input, cached, written, output);
        return new Charge(model, input, cached, written, output, usd, more?.ContainsKey(UsageCount.Estimated) == true);
    }

    /// <summary>A script costs nothing; neither does Ollama, except for the models that it only passes on to its cloud.</summary>
    private static bool IsFree(ModelName model) =>
        model.Provider == ModelProvider.Scripted || (model.Provider == ModelProvider.Ollama && !model.Name.EndsWith("cloud", StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string pattern, string name) => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<ModelPrice> Own(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(new ModelFailure.NotConfigured($"The price list {path} cannot be read: {error.Message} Correct it, or take it away."));
        }
    }

    private static IReadOnlyList<ModelPrice> Read(Stream stream) =>
        (JsonSerializer.Deserialize<PriceFile>(stream, Format) ?? throw new JsonException("It is empty.")).Prices ?? throw new JsonException("It has no prices.");

    [GeneratedRegex(@"-(?:20\d{6}|20\d\d-\d\d-\d\d|latest)$", RegexOptions.CultureInvariant)]
    private static partial Regex DateAtEnd();

    private sealed record PriceFile(IReadOnlyList<ModelPrice>? Prices);
}

using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class PriceListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backsmith-prices-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("anthropic/claude-opus-4-5", 9.1)]
    [InlineData("anthropic/claude-opus-4-5-20251101", 9.1)]
    [InlineData("openai/gpt-5-mini-2025-08-07", 0.575)]
    public void A_date_at_the_end_does_not_make_another_model(string model, double usd) =>
        Usd(model, new UsageDetails { InputTokenCount = 1_200_000, CachedInputTokenCount = 200_000, OutputTokenCount = 160_000 }).ShouldBe((decimal)usd);

    [Theory]
    [InlineData("anthropic/claude-unheard-of")]
    [InlineData("openai/gpt-5-pro")]
    [InlineData("openrouter/vendor/model")]
    [InlineData("openai-compatible/local")]
    [InlineData("azure/my-deployment")]
    [InlineData("ollama/gpt-oss:120b-cloud")]
    public void A_model_that_is_not_listed_has_no_known_price_rather_than_none(string model) =>
        Usd(model, new UsageDetails { InputTokenCount = 1 }).ShouldBeNull();

    [Theory]
    [InlineData("ollama/qwen3:32b")]
    [InlineData("scripted/a.jsonl")]
    public void What_runs_here_costs_nothing(string model) => Usd(model, new UsageDetails { InputTokenCount = 1_000_000 }).ShouldBe(0m);

    [Fact]
    public void Writing_to_the_cache_has_its_own_price() =>
        Usd("anthropic/claude-opus-5", new UsageDetails { InputTokenCount = 3_000_000, CachedInputTokenCount = 1_000_000, OutputTokenCount = 0, AdditionalCounts = new() { ["CacheCreationInputTokens"] = 1_000_000 } })
            .ShouldBe(5m + 0.5m + 6.25m);

    [Theory]
    [InlineData(100_000, 0.01)]
    [InlineData(100_001, 0.0500005)]
    public void A_long_request_may_have_another_price(long input, double usd) =>
        Usd("anthropic/claude-haiku-5-5", new UsageDetails { InputTokenCount = input }).ShouldBe((decimal)usd);

    [Fact]
    public void A_long_request_without_a_listed_price_is_unknown() => Usd("openai/gpt-5.4", new UsageDetails { InputTokenCount = 300_000 }).ShouldBeNull();

    [Fact]
    public void What_the_provider_itself_reports_counts_before_the_list() =>
        Usd("openai/gpt-5", new UsageDetails { InputTokenCount = 1_000_000, AdditionalCounts = new() { ["ReportedNanoUsd"] = 1_500_000 } }).ShouldBe(0.0015m);

    [Fact]
    public void The_users_own_list_comes_first_and_may_stand_for_many_models()
    {
        var file = Path.Combine(_folder, "prices.json");
        File.WriteAllText(file, """{ "prices": [ { "model": "azure/*", "input": 1, "cachedInput": 1, "cacheWrite": 1, "output": 2, "contextTokens": 9 }, ] }""");
        var prices = PriceList.Load(file);

        prices.Charge(ModelName.Parse("azure/any"), new UsageDetails { InputTokenCount = 1_000_000, OutputTokenCount = 1_000_000 }).Usd.ShouldBe(3m);
        prices.Find(ModelName.Parse("azure/any"))!.ContextTokens.ShouldBe(9);
        prices.Find(ModelName.Parse("anthropic/claude-opus-5"))!.ContextTokens.ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_list_that_cannot_be_read_is_named(string text)
    {
        var file = Path.Combine(_folder, "prices.json");
        File.WriteAllText(file, text);

        Should.Throw<ModelException>(() => PriceList.Load(file)).Message.ShouldContain(file);
    }

    private static decimal? Usd(string model, UsageDetails usage) => PriceList.Load(null).Charge(ModelName.Parse(model), usage).Usd;
}

using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("anthropic/claude-opus-5", ModelProvider.Anthropic, "claude-opus-5")]
    [InlineData("openai/gpt-5", ModelProvider.OpenAi, "gpt-5")]
    [InlineData("openrouter/meta-llama/llama-4", ModelProvider.OpenRouter, "meta-llama/llama-4")]
    [InlineData("ollama/qwen3:32b", ModelProvider.Ollama, "qwen3:32b")]
    [InlineData("openai-compatible/local", ModelProvider.OpenAiCompatible, "local")]
    [InlineData("azure/my-deployment", ModelProvider.Azure, "my-deployment")]
    [InlineData("scripted/stories/one.jsonl", ModelProvider.Scripted, "stories/one.jsonl")]
    [InlineData("scripted//srv/one.jsonl", ModelProvider.Scripted, "/srv/one.jsonl")]
    [InlineData("exec:agent --print, --json", ModelProvider.Exec, "agent --print, --json")]
    public void Reads_a_provider_and_what_it_calls_its_model(string text, ModelProvider provider, string name)
    {
        var model = ModelName.Parse(text);

        model.ShouldBe(new ModelName(provider, name));
        model.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("claude-opus-5")]
    [InlineData("anthropic/")]
    [InlineData("anthropic/ ")]
    [InlineData("antropic/claude-opus-5")]
    [InlineData("exec:")]
    [InlineData("openai/gpt\n5")]
    public void Names_the_providers_there_are_when_it_is_none(string text)
    {
        var error = Should.Throw<FormatException>(() => ModelName.Parse(text));

        string[] known = ["anthropic/", "openai/", "openrouter/", "ollama/", "openai-compatible/", "azure/", "scripted/", "exec:"];
        known.ShouldAllBe(provider => error.Message.Contains(provider));
    }

    [Fact]
    public void Reads_a_list_in_order_and_leaves_the_commas_of_a_command_alone() =>
        ModelName.ParseList("anthropic/a, openai/b,exec:agent -x a,b").Select(model => model.ToString())
            .ShouldBe(["anthropic/a", "openai/b", "exec:agent -x a,b"]);

    [Fact]
    public void Refuses_a_list_with_a_gap() => Should.Throw<FormatException>(() => ModelName.ParseList("anthropic/a,,openai/b"));
}

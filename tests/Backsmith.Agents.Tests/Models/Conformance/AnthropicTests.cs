using System.Text.Json;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class AnthropicTests : ProviderConformance
{
    protected override Wire Wire { get; } = new AnthropicWire();

    protected override ModelName Model => new(ModelProvider.Anthropic, "claude-opus-5");

    protected override string KeyVariable => "ANTHROPIC_API_KEY";

    protected override int EventsOfTheEnd => 2;

    [Fact]
    public async Task Thinking_goes_back_to_the_model_that_thought_it_and_to_no_other()
    {
        var thought = Wire.Events(PeerAnswer.Call("read", "{}")).ToList();
        thought.Insert(1, AnthropicWire.Event("content_block_start", new { type = "content_block_start", index = 9, content_block = new { type = "thinking", thinking = "", signature = "" } }));
        thought.Insert(2, AnthropicWire.Event("content_block_delta", new { type = "content_block_delta", index = 9, delta = new { type = "signature_delta", signature = "c2VhbA==" } }));
        thought.Insert(3, AnthropicWire.Event("content_block_stop", new { type = "content_block_stop", index = 9 }));
        Peer.Streams(string.Concat(thought));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));

        var response = await AskAsync();
        List<ChatMessage> conversation = [new(ChatRole.User, "hello"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent("call-1", "text")])];
        var stored = JsonSerializer.Deserialize<List<ChatMessage>>(JsonSerializer.Serialize(conversation, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!;
        await AskAsync(stored);
        conversation[1].AdditionalProperties = null;
        await AskAsync(conversation);

        var own = Peer.Requests[1].Body.GetProperty("messages")[1].GetProperty("content");
        own[0].GetProperty("type").GetString().ShouldBe("thinking");
        own[0].GetProperty("signature").GetString().ShouldBe("c2VhbA==");
        own[1].GetProperty("type").GetString().ShouldBe("tool_use");
        Peer.Requests[2].Body.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("type").GetString().ShouldBe("tool_use");
    }

    [Fact]
    public async Task Sampling_that_current_models_refuse_is_not_sent()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));

        await AskAsync(options: new ChatOptions { Temperature = 0.1f, TopP = 0.5f, TopK = 3 });

        string[] sampling = ["temperature", "top_p", "top_k"];
        sampling.Where(name => Peer.Requests.Single().Body.TryGetProperty(name, out _)).ShouldBeEmpty();
    }

    protected override void Configure(Dictionary<string, string> environment) => environment["ANTHROPIC_BASE_URL"] = Peer.Address;

    protected override void Sent(PeerRequest request)
    {
        request.Path.ShouldBe("/v1/messages");
        request.Headers["Authorization"].ShouldBe("Bearer " + Key);
        request.Headers["x-api-key"].ShouldBe(Key);
        var body = request.Body;
        body.GetProperty("model").GetString().ShouldBe("claude-opus-5");
        body.GetProperty("max_tokens").GetInt32().ShouldBe(77);
        body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        var system = body.GetProperty("system");
        system.EnumerateArray().Select(block => block.GetProperty("text").GetString()).ShouldBe(["You are careful.", "Answer briefly."]);
        var messages = body.GetProperty("messages");
        messages[1].GetProperty("content")[1].GetProperty("input").GetProperty("path").GetString().ShouldBe("a.cs");
        messages[2].GetProperty("content")[0].GetProperty("type").GetString().ShouldBe("tool_result");
        var tool = body.GetProperty("tools")[0];
        tool.GetProperty("input_schema").GetProperty("required")[0].GetString().ShouldBe("path");
        JsonElement[] marked = [system[1], messages[0].GetProperty("content")[0], messages[2].GetProperty("content")[0], tool];
        marked.ShouldAllBe(block => block.GetProperty("cache_control").GetProperty("type").GetString() == "ephemeral");
        body.GetRawText().Split("cache_control").Length.ShouldBe(5);
    }
}

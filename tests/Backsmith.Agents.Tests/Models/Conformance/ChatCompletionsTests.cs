using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class ChatCompletionsTests : ProviderConformance
{
    protected override Wire Wire { get; } = new ChatWire();

    protected override ModelName Model => new(ModelProvider.OpenAi, "gpt-5");

    protected override string KeyVariable => "OPENAI_API_KEY";

    protected override int EventsOfTheEnd => 3;

    [Fact]
    public async Task Usage_that_is_not_counted_is_estimated_and_says_so()
    {
        Peer.Streams(ChatWire.Chunk(new { content = "12345678" }, "stop") + "data: [DONE]\n\n");

        var response = await AskAsync([new(ChatRole.User, "12345678")]);

        Charge.Of(response).Single().ShouldBe(new Charge(Model, 2, 0, 0, 2, 0.0000225m, Estimated: true));
    }

    [Fact]
    public async Task An_answer_that_comes_whole_is_taken_too()
    {
        Peer.Says(200, """{"id":"1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello","tool_calls":[{"id":"a","type":"function","function":{"name":"read","arguments":"{\"path\":\"a\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}""");

        var response = await AskAsync();

        response.Text.ShouldBe("hello");
        response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single().Arguments!["path"]!.ToString().ShouldBe("a");
        response.Usage!.TotalTokenCount.ShouldBe(7);
    }

    [Fact]
    public async Task Calls_without_ids_or_indices_and_with_objects_for_arguments_are_told_apart()
    {
        Peer.Streams(ChatWire.Chunk(new { tool_calls = new object[] { new { function = new { name = "read", arguments = new { path = "a" } } }, new { function = new { name = "list", arguments = new { path = "b" } } } } }, "stop"));

        var calls = (await AskAsync()).Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();

        calls.Select(call => (call.Name, Path: call.Arguments!["path"]!.ToString())).ShouldBe([("read", "a"), ("list", "b")]);
        calls.Select(call => call.CallId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_without_the_closing_word_is_whole_when_it_has_a_reason_to_end()
    {
        Peer.Streams(ChatWire.Chunk(new { content = "hello" }) + ChatWire.Chunk(new { }, "stop"));

        (await AskAsync()).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_refusal_in_words_is_a_failure_in_these_words()
    {
        Peer.Streams(ChatWire.Chunk(new { refusal = "I can" }) + ChatWire.Chunk(new { refusal = "not." }) + ChatWire.Chunk(new { }, "stop"));

        (await FailAsync()).Failure.ShouldBe(new ModelFailure.Refused("I cannot."));
    }

    [Fact]
    public async Task Reasoning_is_kept_apart_from_the_text()
    {
        Peer.Streams(ChatWire.Chunk(new { reasoning_content = "Let me see." }) + ChatWire.Chunk(new { content = "42" }, "stop"));

        var response = await AskAsync();

        response.Text.ShouldBe("42");
        response.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text.ShouldBe("Let me see.");
    }

    [Theory]
    [InlineData("Unsupported parameter: 'max_completion_tokens' is not supported with this model. Use 'max_tokens' instead.", "max_completion_tokens", "max_tokens")]
    [InlineData("Unrecognized request argument supplied: stream_options", "stream_options", "stream")]
    [InlineData("Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.", "temperature", "model")]
    public async Task What_a_server_refuses_by_name_is_written_otherwise(string refusal, string without, string with)
    {
        Peer.Says(400, Wire.ErrorBody("invalid_request_error", refusal));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));

        var response = await AskAsync(options: new ChatOptions { MaxOutputTokens = 5, Temperature = 0.5f });

        response.Text.ShouldBe("done");
        Charge.Of(response).Count.ShouldBe(1);
        Peer.Requests[0].Body.TryGetProperty(without, out _).ShouldBeTrue();
        Peer.Requests[1].Body.TryGetProperty(without, out _).ShouldBeFalse();
        Peer.Requests[1].Body.TryGetProperty(with, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_refuses_both_ways_is_not_asked_for_ever()
    {
        for (var times = 0; times < 10; times++)
        {
            Peer.Says(400, Wire.ErrorBody("invalid_request_error", "max_tokens is too large: 99999"));
        }

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.BadRequest>();
        Peer.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""data: {"object":"error","message":"CUDA out of memory","code":500}""")]
    [InlineData("""data: {"choices":[{"index":0,"delta":{},"finish_reason":"error","error":{"code":502,"message":"upstream failed"}}]}""")]
    public async Task Errors_that_hide_within_chunks_are_found(string events)
    {
        Peer.Streams(ChatWire.Chunk(new { content = "half" }) + events + "\n\n");

        (await FailAsync()).Failure.ShouldBeOfType<ModelFailure.Overloaded>();
    }

    [Fact]
    public async Task An_address_without_a_path_is_looked_at_below_the_version_too()
    {
        Peer.Says(404, "no such page", "text/plain");
        Peer.Streams(Wire.Stream(PeerAnswer.Text("one")));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("two")));
        var environment = new Dictionary<string, string> { ["OPENAI_BASE_URL"] = Peer.Address };
        using var clients = new ModelClients(environment.GetValueOrDefault, new KeyRing(environment.GetValueOrDefault, "/nowhere"), PriceList.Load(null), new ModelOptions(), Time);
        using var client = clients.Create([ModelName.Parse("openai-compatible/local")], _ => { });

        await client.GetResponseAsync("hello");
        await client.GetResponseAsync("hello");

        Peer.Requests.Select(request => request.Path).ShouldBe(["/chat/completions", "/v1/chat/completions", "/v1/chat/completions"]);
    }

    [Fact]
    public async Task A_form_of_the_answer_is_asked_for_and_left_out_where_it_is_refused()
    {
        Peer.Says(400, Wire.ErrorBody("invalid_request_error", "response_format is not supported"));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("{}")));

        await AskAsync(options: new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonDocument.Parse("""{"type":"object"}""").RootElement, "plan") });

        var asked = Peer.Requests[0].Body.GetProperty("response_format");
        asked.GetProperty("type").GetString().ShouldBe("json_schema");
        asked.GetProperty("json_schema").GetProperty("name").GetString().ShouldBe("plan");
        Peer.Requests[1].Body.TryGetProperty("response_format", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("azure/gpt", "/openai/deployments/gpt/chat/completions?api-version=2024-10-21", "api-key", Key)]
    [InlineData("openrouter/vendor/model", "/chat/completions", "Authorization", "Bearer " + Key)]
    [InlineData("ollama/qwen3:32b", "/v1/chat/completions", "Authorization", null)]
    [InlineData("openai-compatible/local", "/v1/chat/completions", "Authorization", null)]
    public async Task Every_provider_is_asked_where_it_listens_with_its_own_key(string name, string path, string header, string? value)
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));
        var environment = new Dictionary<string, string>
        {
            ["AZURE_OPENAI_ENDPOINT"] = Peer.Address,
            ["AZURE_OPENAI_API_KEY"] = Key,
            ["OPENROUTER_BASE_URL"] = Peer.Address,
            ["OPENROUTER_API_KEY"] = Key,
            ["OLLAMA_HOST"] = Peer.Address.Replace("http://127.0.0.1", "0.0.0.0"),
            ["BACKSMITH_OPENAI_COMPATIBLE_URL"] = Peer.Address + "/v1/",
            ["OPENAI_API_KEY"] = "of somebody else"[..2],
        };
        using var clients = new ModelClients(environment.GetValueOrDefault, new KeyRing(environment.GetValueOrDefault, "/nowhere"), PriceList.Load(null), new ModelOptions(), Time);
        using var client = clients.Create([ModelName.Parse(name)], _ => { });

        (await client.GetResponseAsync("hello", new ChatOptions { MaxOutputTokens = 5 })).Text.ShouldBe("done");

        var request = Peer.Requests.Single();
        request.Path.ShouldBe(path);
        request.Headers.GetValueOrDefault(header).ShouldBe(value);
        request.Body.TryGetProperty(name.StartsWith("azure") ? "max_completion_tokens" : "max_tokens", out _).ShouldBeTrue();
    }

    protected override void Configure(Dictionary<string, string> environment) => environment["OPENAI_BASE_URL"] = Peer.Address + "/v1";

    protected override void Sent(PeerRequest request)
    {
        request.Path.ShouldBe("/v1/chat/completions");
        request.Headers["Authorization"].ShouldBe("Bearer " + Key);
        var body = request.Body;
        body.GetProperty("model").GetString().ShouldBe("gpt-5");
        body.GetProperty("max_completion_tokens").GetInt32().ShouldBe(77);
        body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
        var messages = body.GetProperty("messages").EnumerateArray().ToList();
        messages.Select(message => message.GetProperty("role").GetString()).ShouldBe(["system", "system", "user", "assistant", "tool"]);
        messages[3].GetProperty("content").GetString().ShouldBe("I read.");
        var call = messages[3].GetProperty("tool_calls")[0];
        call.GetProperty("id").GetString().ShouldBe("a-1");
        call.GetProperty("function").GetProperty("arguments").GetString().ShouldBe("""{"path":"a.cs"}""");
        messages[4].GetProperty("tool_call_id").GetString().ShouldBe("a-1");
        messages[4].GetProperty("content").GetString().ShouldBe("class A;");
        body.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetProperty("required")[0].GetString().ShouldBe("path");
    }
}

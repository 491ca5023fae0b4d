using System.Text.Json;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

/// <summary>What every provider does alike, tried over HTTP against a peer that speaks its protocol.</summary>
public abstract partial class ProviderConformance : IAsyncLifetime
{
    protected const string Key = "sk-test-0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("backsmith-models-").FullName;

    protected ModelPeer Peer { get; private set; } = null!;

    protected FakeTime Time { get; } = new();

    protected abstract Wire Wire { get; }

    protected abstract ModelName Model { get; }

    protected abstract string KeyVariable { get; }

    /// <summary>Cut before the last events, where nothing says yet that the answer is whole.</summary>
    protected abstract int EventsOfTheEnd { get; }

    public async Task InitializeAsync() => Peer = await ModelPeer.StartAsync();

    public async Task DisposeAsync()
    {
        await Peer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Gathers_a_text_that_comes_byte_by_byte()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("Grüße, ", "世界 ", "\"🚀\"\n", "end")), pieceLength: 1);

        var response = await AskAsync();

        response.Text.ShouldBe("Grüße, 世界 \"🚀\"\nend");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Hands_on_a_text_while_it_is_written()
    {
        var events = Wire.Events(PeerAnswer.Text("first", "second"));
        Peer.Hangs(string.Concat(events.TakeWhile(entry => !entry.Contains("second"))));
        using var client = Client();
        using var stop = new CancellationTokenSource();

        await using var stream = client.GetStreamingResponseAsync("hello", cancellationToken: stop.Token).GetAsyncEnumerator();
        var seen = "";
        while (seen.Length == 0 && await stream.MoveNextAsync())
        {
            seen += stream.Current.Text;
        }

        seen.ShouldBe("first");
        var rest = stream.MoveNextAsync();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await rest)
            {
                rest = stream.MoveNextAsync();
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Puts_split_arguments_of_several_calls_together(int pieceLength)
    {
        Peer.Streams(Wire.Stream(new PeerAnswer(["I look."], [("a-1", "read", ["{\"pa", "th\": \"Grü", "n.cs\"", "}"]), ("a-2", "search", ["{\"text\":\"\\u00e9\\\"", "\",\"limit\":3}"])], "tools")), pieceLength);

        var response = await AskAsync();

        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        calls.Select(call => (call.CallId, call.Name)).ShouldBe([("a-1", "read"), ("a-2", "search")]);
        calls[0].Arguments!["path"]!.ToString().ShouldBe("Grün.cs");
        calls[1].Arguments!["text"]!.ToString().ShouldBe("é\"");
        calls[1].Arguments!["limit"]!.ToString().ShouldBe("3");
        response.Text.ShouldBe("I look.");
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task A_call_without_arguments_has_none()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Call("status")));

        var call = (await AskAsync()).Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();

        (call.Arguments?.Count ?? 0).ShouldBe(0);
        UnreadableArguments.In(call).ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"path\": \"a.cs")]
    [InlineData("[1, 2]")]
    [InlineData("path=a.cs")]
    public async Task Arguments_that_cannot_be_read_are_handed_on_so_that_the_model_can_be_told(string arguments)
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Call("read", arguments)));
        Peer.Streams(Wire.Stream(PeerAnswer.Text("sorry")));

        var response = await AskAsync();
        var call = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();

        UnreadableArguments.In(call).ShouldBe(arguments);
        call.Arguments.ShouldBeNull();
        var told = await AskAsync([new(ChatRole.User, "hello"), .. response.Messages, new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "not JSON")])]);
        told.Text.ShouldBe("sorry");
    }

    [Fact]
    public async Task Counts_tokens_those_of_the_cache_too_and_puts_a_price_on_them()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("hello")));

        var response = await AskAsync();

        response.Usage!.InputTokenCount.ShouldBe(Wire.Input);
        response.Usage.CachedInputTokenCount.ShouldBe(Wire.Cached);
        response.Usage.OutputTokenCount.ShouldBe(Wire.Output);
        var charge = Charge.Of(response).Single();
        charge.ShouldBe(new Charge(Model, Wire.Input, Wire.Cached, 0, Wire.Output, charge.Usd, Estimated: false));
        charge.Usd.ShouldBe(PriceList.Load(null).Find(Model)!.Of(Wire.Input, Wire.Cached, 0, Wire.Output));
    }

    [Fact]
    public async Task Says_when_an_answer_hit_its_limit()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("half") with { Finish = "length" }));

        (await AskAsync()).FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_a_failure_of_the_model()
    {
        Peer.Hangs(null);
        using var stop = new CancellationTokenSource();
        using var client = Client();
        var call = client.GetResponseAsync("hello", cancellationToken: stop.Token);

        await Peer.Hanging;
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task Sends_the_conversation_its_tools_and_their_results()
    {
        Peer.Streams(Wire.Stream(PeerAnswer.Text("done")));
        var tool = AIFunctionFactory.CreateDeclaration("read", "Reads a file.", JsonDocument.Parse("""{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}""").RootElement);
        List<ChatMessage> conversation =
        [
            new(ChatRole.System, "You are careful."),
            new(ChatRole.User, "Read a.cs"),
            new(ChatRole.Assistant, [new TextContent("I read."), new FunctionCallContent("a-1", "read", new Dictionary<string, object?> { ["path"] = "a.cs" })]),
            new(ChatRole.Tool, [new FunctionResultContent("a-1", "class A;")]),
        ];
        var before = JsonSerializer.Serialize(conversation, AIJsonUtilities.DefaultOptions);

        using var client = Client();
        await client.GetResponseAsync(conversation, new ChatOptions { Tools = [tool], MaxOutputTokens = 77, Instructions = "Answer briefly." });

        JsonSerializer.Serialize(conversation, AIJsonUtilities.DefaultOptions).ShouldBe(before);
        Sent(Peer.Requests.Single());
    }

    /// <summary>Checks the request of <see cref="Sends_the_conversation_its_tools_and_their_results"/> in the protocol's own words.</summary>
    protected abstract void Sent(PeerRequest request);

    protected abstract void Configure(Dictionary<string, string> environment);

    protected IChatClient Client(int attempts = 1, Action<ModelEvent>? notify = null)
    {
        var environment = new Dictionary<string, string> { [KeyVariable] = Key };
        Configure(environment);
        var keys = new KeyRing(environment.GetValueOrDefault, _folder);
        return new ModelClients(environment.GetValueOrDefault, keys, PriceList.Load(null), new ModelOptions { MaxAttempts = attempts }, Time).Create([Model], notify ?? (_ => { }));
    }

    protected async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage>? messages = null, ChatOptions? options = null)
    {
        using var client = Client();
        return await client.GetResponseAsync(messages ?? [new(ChatRole.User, "hello")], options);
    }

    protected async Task<ModelException> FailAsync()
    {
        using var client = Client();
        return await Should.ThrowAsync<ModelException>(() => client.GetResponseAsync("hello"));
    }
}

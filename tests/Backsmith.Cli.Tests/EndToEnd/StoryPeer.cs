using System.Collections.Concurrent;
using System.Text.Json;
using Backsmith.Models;
using Backsmith.Models.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>A provider that tells a story of <c>Stories/</c> over its own protocol: arguments of tools a few letters at a time, bytes a few at a time.</summary>
/// <remarks>It keeps nothing between requests: the same conversation gets the same answer, however often a killed program asks.</remarks>
internal sealed class StoryPeer : IAsyncDisposable
{
    /// <summary>The key that the product is given; it must not be found anywhere afterwards.</summary>
    public const string Key = "q8Lw3NzT6yVb1XcR5mHd9Kf2";

    private readonly string _story;
    private readonly bool _anthropic;
    private readonly ConcurrentQueue<PeerRequest> _told = new();
    private int _number;

    private StoryPeer(ModelPeer peer, bool anthropic, string story)
    {
        (Peer, _anthropic, _story) = (peer, anthropic, Path.Combine(AppContext.BaseDirectory, "Stories", story + ".jsonl"));
        peer.Otherwise = TellAsync;
    }

    /// <summary>What goes wrong on the way is put in here.</summary>
    public ModelPeer Peer { get; }

    public Wire Wire => _anthropic ? new AnthropicWire() : new ChatWire();

    /// <summary>What <c>--model</c> is to name.</summary>
    public string Model => _anthropic ? "anthropic/claude-opus-5" : "openai-compatible/local";

    /// <summary>Address and key, as the product takes them.</summary>
    public Dictionary<string, string> Variables => _anthropic
        ? new() { ["ANTHROPIC_BASE_URL"] = Peer.Address, ["ANTHROPIC_API_KEY"] = Key }
        : new() { ["BACKSMITH_OPENAI_COMPATIBLE_URL"] = Peer.Address + "/v1", ["BACKSMITH_OPENAI_COMPATIBLE_KEY"] = Key };

    /// <summary>Requests that were answered to the end, in order: what a provider bills.</summary>
    public IReadOnlyList<PeerRequest> Told => [.. _told];

    /// <summary>Is told the number of a request before it is answered; false leaves it without an answer.</summary>
    public Func<int, bool> Received { get; set; } = _ => true;

    /// <summary>Is told the number of a request when its answer has gone out.</summary>
    public Func<int, Task> Sent { get; set; } = _ => Task.CompletedTask;

    /// <param name="provider"><c>anthropic</c> or <c>openai-compatible</c>.</param>
    /// <param name="story">Name of a file.</param>
    public static async Task<StoryPeer> StartAsync(string provider, string story) => new(await ModelPeer.StartAsync(), provider == "anthropic", story);

    public ValueTask DisposeAsync() => Peer.DisposeAsync();

    private async Task TellAsync(HttpContext context, PeerRequest request)
    {
        var number = Interlocked.Increment(ref _number);
        if (!Received(number))
        {
            context.Abort();
            return;
        }

        var conversation = Wire.Conversation(request.Body);
        using var clients = new ModelClients(_ => null, new KeyRing(_ => null, "/nowhere"), PriceList.Load(null), new ModelOptions(), TimeProvider.System);
        using var model = clients.Create([new ModelName(ModelProvider.Scripted, _story)], _ => { });
        try
        {
            var said = await model.GetResponseAsync(conversation, cancellationToken: CancellationToken.None);
            await ModelPeer.StreamAsync(context, Wire.Stream(Answer(said)), 97);
            await context.Response.CompleteAsync();
        }
        catch (ModelException another)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(Wire.ErrorBody("invalid_request_error", another.Message));
            return;
        }

        _told.Enqueue(request);
        await Sent(number);
    }

    private static PeerAnswer Answer(ChatResponse said)
    {
        var contents = said.Messages.SelectMany(message => message.Contents).ToList();
        var calls = contents.OfType<FunctionCallContent>().Select(call => (call.CallId, call.Name, Pieces(UnreadableArguments.In(call) ?? JsonSerializer.Serialize(call.Arguments)))).ToArray();
        return new PeerAnswer([.. contents.OfType<TextContent>().Select(text => text.Text)], calls, calls.Length > 0 ? "tools" : "stop");
    }

    private static string[] Pieces(string arguments) => [.. arguments.Chunk(7).Select(piece => new string(piece))];
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backsmith.Models.Tests;

/// <summary>A request as the peer received it.</summary>
public sealed record PeerRequest(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

/// <summary>A provider of models on this machine: answers each request with the next script, byte by byte when told so.</summary>
public sealed class ModelPeer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Func<HttpContext, PeerRequest, Task>> _scripts = new();
    private readonly ConcurrentQueue<PeerRequest> _requests = new();
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ModelPeer(WebApplication application) => _application = application;

    public string Address { get; private set; } = "";

    public IReadOnlyList<PeerRequest> Requests => [.. _requests];

    /// <summary>Answers a request that no script is left for; unset, it is refused.</summary>
    public Func<HttpContext, PeerRequest, Task> Otherwise { get; set; } = (context, _) =>
    {
        context.Response.StatusCode = 418;
        return Task.CompletedTask;
    };

    /// <summary>Done when a request is being answered with silence.</summary>
    public Task Hanging => _hanging.Task;

    public static async Task<ModelPeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var peer = new ModelPeer(application);
        application.Run(peer.AnswerAsync);
        await application.StartAsync();
        peer.Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return peer;
    }

    /// <summary>Answers with a stream of events, a piece of so many bytes at a time.</summary>
    public void Streams(string events, int pieceLength = int.MaxValue) => _scripts.Enqueue((context, _) => StreamAsync(context, events, pieceLength));

    /// <summary>Answers the next request with <see cref="Otherwise"/>.</summary>
    public void Goes() => _scripts.Enqueue((context, request) => Otherwise(context, request));

    /// <summary>Writes a stream of events, a piece of so many bytes at a time.</summary>
    public static async Task StreamAsync(HttpContext context, string events, int pieceLength)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        foreach (var piece in Encoding.UTF8.GetBytes(events).Chunk(pieceLength))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }

    /// <summary>Begins a stream of events and cuts the connection, most often before anything of it has arrived.</summary>
    public void Breaks(string events) => _scripts.Enqueue(async (context, _) =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(events);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Begins a stream of events, or not even that, and says nothing more.</summary>
    public void Hangs(string? events) => _scripts.Enqueue(async (context, _) =>
    {
        if (events is not null)
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(events);
            await context.Response.Body.FlushAsync();
        }

        _hanging.TrySetResult();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    });

    /// <summary>Answers with a status and a body.</summary>
    public void Says(int status, string body, string contentType = "application/json", string? retryAfter = null) => _scripts.Enqueue(async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (retryAfter is not null)
        {
            context.Response.Headers[status is >= 300 and < 400 ? "Location" : "Retry-After"] = retryAfter;
        }

        await context.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var request = new PeerRequest(
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.RootElement.Clone());
        _requests.Enqueue(request);
        await (_scripts.TryDequeue(out var script) ? script : Otherwise)(context, request);
    }
}

using System.Net;
using Backsmith.Server.Http;
using Backsmith.Server.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Backsmith.Server;

/// <summary>The Model Context Protocol with any number of clients, by its Streamable HTTP transport.</summary>
public static class McpOverHttp
{
    /// <summary>Serves until it is told to end; then what still runs is stopped, so that it can be gone on with.</summary>
    /// <param name="engine">The product.</param>
    /// <param name="serving">Where, and who may talk to it.</param>
    /// <param name="time">Ends conversations that nobody uses.</param>
    /// <param name="ready">Is told the address once clients can connect.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">The address is in use, or is none of this machine.</exception>
    public static async Task ServeAsync(Engine engine, HttpServing serving, TimeProvider time, Action<string> ready, CancellationToken cancellationToken)
    {
        await using var runs = new RunQueue(engine);
        await using var sessions = new HttpSessions(time);
        var conversation = new HttpConversation(new Catalogue(engine, runs), sessions, new HttpGate(serving), cancellationToken);
        await using var host = Host(serving);
        host.Run(conversation.AnswerAsync);
        await host.StartAsync(cancellationToken);
        ready(new Uri(new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), HttpConversation.Path).ToString());
        var told = new TaskCompletionSource();
        await using (cancellationToken.Register(told.SetResult))
        {
            await told.Task;
        }

        await runs.StopAsync();
        await host.StopAsync(CancellationToken.None);
    }

    private static WebApplication Host(HttpServing serving)
    {
        // Empty, so that no setting of the environment or of a file beside the program changes where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MessageLimit.Bytes;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Listen(new IPEndPoint(serving.Address.Address, serving.Address.Port));
        });
        return builder.Build();
    }
}

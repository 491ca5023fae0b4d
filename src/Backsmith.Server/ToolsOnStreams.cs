using System.Text.Json;
using Backsmith.Server.Protocol;
using Backsmith.Server.Tools;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server;

/// <summary>The tools of one piece of work for one external agent, by the Model Context Protocol on a pair of streams. It offers nothing else of the product.</summary>
public static class ToolsOnStreams
{
    /// <summary>How often a client that asked for progress hears that its call is still worked on: many end calls of which they hear nothing for a minute.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    /// <summary>Serves until the input is closed.</summary>
    /// <param name="version">Version of the product.</param>
    /// <param name="tools">What can be called.</param>
    /// <param name="callAsync">Makes a call: name, arguments as a JSON object; answers with what the agent reads.</param>
    /// <param name="time">Clock of the signs of life.</param>
    /// <param name="input">Messages of the agent, a line each.</param>
    /// <param name="output">Ours.</param>
    /// <param name="cancellationToken">Ends the conversation.</param>
    public static async Task ServeAsync(
        string version, IReadOnlyList<AIFunctionDeclaration> tools, Func<string, JsonElement, CancellationToken, Task<string>> callAsync, TimeProvider time, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "backsmith", Title = "Backsmith", Version = version },
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.Select(Declaration)] }),
                CallToolHandler = (request, token) => CallAsync(request, callAsync, time, token),
            },
        };
        await using var transport = new LineTransport(input, output);
        await using var server = McpServer.Create(transport, options);
        try
        {
            await server.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private static Tool Declaration(AIFunctionDeclaration tool) => new() { Name = tool.Name, Description = tool.Description, InputSchema = tool.JsonSchema };

    private static async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, Func<string, JsonElement, CancellationToken, Task<string>> callAsync, TimeProvider time, CancellationToken cancellationToken)
    {
        var arguments = JsonSerializer.SerializeToElement(request.Params?.Arguments ?? new Dictionary<string, JsonElement>());
        await using var progress = new ProgressNotes(request.Server, request.Params?.ProgressToken);
        await using var pulse = time.CreateTimer(_ => progress.Report("still at work"), null, Pulse, Pulse);
        try
        {
            return new CallToolResult { Content = [new TextContentBlock { Text = await callAsync(request.Params?.Name ?? "", arguments, cancellationToken) }] };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToolReply.Wrong("The work has ended: nothing more is done.").Result();
        }
    }
}

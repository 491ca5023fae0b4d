using System.Reflection;
using System.Text.Json;
using Backsmith.Server.Resources;
using Backsmith.Server.Tools;
using Backsmith.Storage;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server.Protocol;

/// <summary>What the server offers, as the protocol library asks for it. One for all clients.</summary>
internal sealed class Catalogue(Engine engine, RunQueue runs)
{
    /// <summary>Context item of a request: a token that says that its client has gone.</summary>
    public const string Gone = "backsmith.gone";

    /// <summary>How long clients may keep what never changes while the server runs.</summary>
    private static readonly TimeSpan Fixed = TimeSpan.FromHours(1);

    private readonly DeliveryShelf _deliveries = new(engine);
    private readonly IReadOnlyList<ServerTool> _tools = Tools(engine.Solves);

    /// <summary>Options of a server for one conversation.</summary>
    public McpServerOptions Options() => new()
    {
        ServerInfo = new Implementation { Name = "backsmith", Title = "Backsmith", Version = engine.Version },
        ServerInstructions = Instructions(),
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. _tools.Select(tool => tool.Declaration)], TimeToLive = Fixed, CacheScope = CacheScope.Private }),
            CallToolHandler = CallAsync,
            ListResourcesHandler = async (context, cancellationToken) => await Guarded(() => _deliveries.ListAsync(context.Params?.Cursor, cancellationToken)),
            ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(new ListResourceTemplatesResult
            {
                ResourceTemplates = [new ResourceTemplate { UriTemplate = DeliveryAddress.Template, Name = "delivery", Title = "A file of a delivery", Description = $"One of {string.Join(", ", DeliveryAddress.Names)}." }],
                TimeToLive = Fixed,
                CacheScope = CacheScope.Private,
            }),
            ReadResourceHandler = async (context, cancellationToken) => await Guarded(() => ReadAsync(context, cancellationToken)),
        },
    };

    /// <summary>The tools there are.</summary>
    /// <param name="solves">Whether a model is configured.</param>
    internal static IReadOnlyList<ServerTool> Tools(bool solves) =>
    [
        new ReviewTool(), new VerifyTool(), .. solves ? new ServerTool[] { new SolveTool() } : [],
        new TasksListTool(), new TasksShowTool(), new TasksAnswerTool(), new TasksResumeTool(), new TasksCancelTool(),
        new SkillsListTool(), new SkillsShowTool(),
        new MemoryListTool(), new MemoryShowTool(), new MemoryRememberTool(), new MemoryForgetTool(),
    ];

    private static string Instructions()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("protocol/instructions.md")!;
        using var reader = new StreamReader(stream);
        return string.Join(' ', reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> context, CancellationToken cancellationToken)
    {
        var (result, problem) = await _deliveries.ReadAsync(context.Params?.Uri ?? "", cancellationToken);
        // Until 2025-11-25 a resource that is not there had a code of its own.
        var code = string.CompareOrdinal(context.Server.NegotiatedProtocolVersion, "2026-07-28") >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;
        return result ?? throw new McpProtocolException(problem!, code) { Data = { ["uri"] = context.Params?.Uri } };
    }

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        var called = context.Params?.Name ?? "";
        var tool = _tools.FirstOrDefault(tool => tool.Name == called)
            ?? throw new McpProtocolException($"There is no tool '{called}'.{(called == "solve" ? " It needs a model: start the server with BACKSMITH_MODEL." : "")} There are: {string.Join(", ", _tools.Select(one => one.Name))}.", McpErrorCode.InvalidParams);
        var arguments = JsonSerializer.SerializeToElement(context.Params!.Arguments ?? new Dictionary<string, JsonElement>());
        var gone = context.JsonRpcRequest.Context?.Items is { } items && items.TryGetValue(Gone, out var token) ? (CancellationToken)token! : CancellationToken.None;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, gone);
        await using var progress = new ProgressNotes(context.Server, context.Params.ProgressToken);
        try
        {
            return (await tool.CallAsync(arguments, new ToolCall(engine, runs, progress), stop.Token)).Result();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToolReply.Wrong("The run was stopped: by another call, because its client has gone, or because the server ends. Nothing of it is lost: tasks_resume goes on with it.").Result();
        }
        catch (StorageException broken)
        {
            return ToolReply.Wrong(broken.Message).Result();
        }
        catch (Exception error) when (error is not (OperationCanceledException or McpProtocolException))
        {
            return ToolReply.Wrong($"This should not have happened: {error.GetType().Name}: {RepositoryText.Line(error.Message)}").Result();
        }
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (StorageException broken)
        {
            throw new McpProtocolException(broken.Message, McpErrorCode.InternalError);
        }
    }
}

using Backsmith.Server.Protocol;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Backsmith.Server.Http;

/// <summary>Answers requests by the protocol's Streamable HTTP transport.</summary>
/// <param name="catalogue">What is offered.</param>
/// <param name="sessions">Of clients that shake hands.</param>
/// <param name="gate">Who is let in.</param>
/// <param name="end">The server ends.</param>
internal sealed class HttpConversation(Catalogue catalogue, HttpSessions sessions, HttpGate gate, CancellationToken end)
{
    /// <summary>The only path there is.</summary>
    public const string Path = "/mcp";

    private const string SessionHeader = "Mcp-Session-Id", EventStream = "text/event-stream";
    private const int InvalidRequest = -32600, SessionUnknown = -32001;

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (gate.Refuse(context.Request) is { } refusal)
        {
            context.Response.Headers.WWWAuthenticate = refusal.Status == StatusCodes.Status401Unauthorized ? "Bearer" : default;
            await RefuseAsync(context, refusal.Status, InvalidRequest, refusal.Reason);
            return;
        }

        if (context.Request.Path != Path)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, InvalidRequest, $"There is nothing at {context.Request.Path}. The server is at {Path}.");
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, end);
        try
        {
            await (context.Request.Method switch
            {
                "POST" => PostAsync(context, stop.Token),
                "GET" => GetAsync(context, stop.Token),
                "DELETE" => DeleteAsync(context),
                _ => OtherAsync(context),
            });
        }
        catch (Exception gone) when (stop.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private async Task PostAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, InvalidRequest, "Send Content-Type: application/json.");
            return;
        }

        if (!Accepts(context.Request, EventStream))
        {
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, InvalidRequest, "Send Accept: application/json, text/event-stream.");
            return;
        }

        var read = await HttpBody.ReadAsync(context.Request, cancellationToken);
        if (read.Message is not { } message)
        {
            await HttpBody.WriteAsync(context, read.Status, read.Answer);
            return;
        }

        message.Context = new JsonRpcMessageContext { Items = new Dictionary<string, object?> { [Catalogue.Gone] = cancellationToken } };
        if (RoutingHeaders.AreOf(context.Request, message))
        {
            await AloneAsync(context, message, cancellationToken);
        }
        else
        {
            await InSessionAsync(context, message, cancellationToken);
        }
    }

    /// <summary>A request that carries all there is to know: its conversation ends with it.</summary>
    private async Task AloneAsync(HttpContext context, JsonRpcMessage message, CancellationToken cancellationToken)
    {
        if (RoutingHeaders.Problem(context.Request, message) is { } problem)
        {
            await RefuseAsync(context, problem.Status, (int)problem.Code, problem.Message, (message as JsonRpcRequest)?.Id);
            return;
        }

        message.Context!.ProtocolVersion = RoutingHeaders.Version(context.Request);
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, catalogue.Options());
        using var served = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = server.RunAsync(served.Token);
        await HandAsync(context, transport, message, cancellationToken);
        await served.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task InSessionAsync(HttpContext context, JsonRpcMessage message, CancellationToken cancellationToken)
    {
        var named = context.Request.Headers[SessionHeader].ToString();
        var begins = message is JsonRpcRequest { Method: "initialize" } && named.Length == 0;
        if (!begins && named.Length == 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, InvalidRequest, $"The header {SessionHeader} is missing. Begin with initialize, or use protocol {RoutingHeaders.Stateless}.", (message as JsonRpcRequest)?.Id);
            return;
        }

        var session = begins ? sessions.Begin(catalogue) : sessions.Find(named);
        if (session is null)
        {
            var (status, reason) = begins ? (StatusCodes.Status503ServiceUnavailable, $"{HttpSessions.Most} conversations are under way. Try again later.") : (StatusCodes.Status404NotFound, "This conversation has ended. Begin another with initialize.");
            await RefuseAsync(context, status, SessionUnknown, reason, (message as JsonRpcRequest)?.Id);
            return;
        }

        context.Response.Headers[SessionHeader] = session.Id;
        await session.UseAsync(transport => HandAsync(context, transport, message, cancellationToken));
    }

    private static async Task HandAsync(HttpContext context, StreamableHttpServerTransport transport, JsonRpcMessage message, CancellationToken cancellationToken)
    {
        context.Response.ContentType = EventStream;
        var answered = await transport.HandlePostRequestAsync(message, context.Response.Body, first =>
        {
            context.Response.StatusCode = first is JsonRpcError error ? Status(error) : StatusCodes.Status200OK;
            return ValueTask.CompletedTask;
        }, cancellationToken);
        if (!answered)
        {
            context.Response.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private static int Status(JsonRpcError error) => (McpErrorCode)error.Error.Code switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.UnsupportedProtocolVersion or McpErrorCode.MissingRequiredClientCapability or McpErrorCode.HeaderMismatch => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private async Task GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!Accepts(context.Request, EventStream))
        {
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, InvalidRequest, "Send Accept: text/event-stream.");
            return;
        }

        if (sessions.Find(context.Request.Headers[SessionHeader].ToString()) is not { } session)
        {
            await OtherAsync(context);
            return;
        }

        context.Response.ContentType = EventStream;
        await session.UseAsync(async transport =>
        {
            await context.Response.Body.FlushAsync(cancellationToken);
            try
            {
                await transport.HandleGetRequestAsync(context.Response.Body, cancellationToken);
            }
            catch (InvalidOperationException)
            {
                // One such stream is enough for a conversation; the second one ends.
            }
        });
    }

    private async Task DeleteAsync(HttpContext context) =>
        context.Response.StatusCode = await sessions.EndAsync(context.Request.Headers[SessionHeader].ToString()) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;

    private static async Task OtherAsync(HttpContext context)
    {
        context.Response.Headers.Allow = "POST";
        await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, InvalidRequest, $"POST messages to {Path}; GET and DELETE are for conversations that began with initialize.");
    }

    private static bool Accepts(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept is { } accepted && accepted.Any(range => range.MatchesAllTypes || string.Equals(range.MediaType.Value, type, StringComparison.OrdinalIgnoreCase) || range.MediaType == "text/*");

    private static Task RefuseAsync(HttpContext context, int status, int code, string reason, RequestId? id = null) =>
        HttpBody.WriteAsync(context, status, MessageReading.Refusal(id, code, reason));
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Http;

/// <summary>The headers that say, since 2026-07-28, what a request is about, so that what stands between can route it. They must say what the body says.</summary>
internal static class RoutingHeaders
{
    /// <summary>The first revision without a handshake.</summary>
    public const string Stateless = "2026-07-28";

    private const string VersionHeader = "MCP-Protocol-Version", MethodHeader = "Mcp-Method", NameHeader = "Mcp-Name", VersionKey = "io.modelcontextprotocol/protocolVersion", CapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
    private const string EncodedStart = "=?base64?", EncodedEnd = "?=";

    /// <summary>Whether a request follows a revision without a handshake: its header or its body says so.</summary>
    public static bool AreOf(HttpRequest request, JsonRpcMessage message) =>
        string.CompareOrdinal(Version(request) ?? "", Stateless) >= 0 || Version(message) is not null;

    /// <summary>The revision that a request says it follows; null when it says nothing.</summary>
    public static string? Version(HttpRequest request) => Header(request, VersionHeader);

    /// <summary>What does not fit, with the code and status of its refusal; null when all does.</summary>
    public static (int Status, McpErrorCode Code, string Message)? Problem(HttpRequest request, JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest call)
        {
            return null;
        }

        if (call.Method == "initialize")
        {
            return (StatusCodes.Status404NotFound, McpErrorCode.MethodNotFound, $"There is no handshake in {Stateless}. Ask for server/discover, or leave the header {VersionHeader} out.");
        }

        var meta = (call.Params as JsonObject)?["_meta"] as JsonObject;
        if (Version(message) is null || meta?[CapabilitiesKey] is not JsonObject)
        {
            return (StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams, $"params._meta must hold {VersionKey} and {CapabilitiesKey}.");
        }

        return Mismatch(request, message, call) is { } mismatch ? (StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, mismatch) : null;
    }

    private static string? Mismatch(HttpRequest request, JsonRpcMessage message, JsonRpcRequest call) =>
        Differs(VersionHeader, Header(request, VersionHeader), Version(message)) ?? Differs(MethodHeader, Header(request, MethodHeader), call.Method)
            ?? (Name(call) is { } name ? Differs(NameHeader, Header(request, NameHeader), name) : null);

    private static string? Differs(string header, string? said, string? meant) =>
        said is null ? $"The header {header} is missing."
        : said != meant ? $"The header {header} says '{said}', the body says {(meant is null ? "nothing" : $"'{meant}'")}."
        : null;

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? Decoded(value.ToString().Trim()) : null;

    private static string Decoded(string value)
    {
        if (!value.StartsWith(EncodedStart, StringComparison.Ordinal) || !value.EndsWith(EncodedEnd, StringComparison.Ordinal))
        {
            return value;
        }

        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value[EncodedStart.Length..^EncodedEnd.Length], bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : value;
    }

    private static string? Version(JsonRpcMessage message) =>
        message is JsonRpcRequest { Params: JsonObject parameters } && parameters["_meta"] is JsonObject meta && meta[VersionKey] is JsonValue value && value.TryGetValue<string>(out var version) ? version : null;

    private static string? Name(JsonRpcRequest call) => call.Params is not JsonObject parameters ? null : call.Method switch
    {
        "tools/call" or "prompts/get" => Text(parameters["name"]),
        "resources/read" => Text(parameters["uri"]),
        _ => null,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

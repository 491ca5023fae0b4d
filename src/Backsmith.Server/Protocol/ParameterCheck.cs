using System.Text.Json;

namespace Backsmith.Server.Protocol;

/// <summary>Holds parameters of requests to the kinds of value that the protocol asks for, so that a wrong one is named.</summary>
internal static class ParameterCheck
{
    private static readonly Dictionary<string, (string Name, JsonValueKind Kind, bool Required)[]> Known = new()
    {
        ["tools/call"] = [("name", JsonValueKind.String, true), ("arguments", JsonValueKind.Object, false)],
        ["resources/read"] = [("uri", JsonValueKind.String, true)],
        ["resources/list"] = [("cursor", JsonValueKind.String, false)],
        ["tools/list"] = [("cursor", JsonValueKind.String, false)],
        ["initialize"] = [("protocolVersion", JsonValueKind.String, true), ("capabilities", JsonValueKind.Object, true), ("clientInfo", JsonValueKind.Object, true)],
    };

    /// <summary>What is wrong with the parameters of a message; null when nothing is.</summary>
    public static string? Problem(JsonElement message)
    {
        var given = message.TryGetProperty("params", out var parameters);
        if (given && parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            return "params must be an object.";
        }

        if (!message.TryGetProperty("method", out var named) || named.ValueKind != JsonValueKind.String || Known.GetValueOrDefault(named.GetString()!) is not { } known)
        {
            return null;
        }

        var values = given && parameters.ValueKind == JsonValueKind.Object;
        if (values && named.GetString() == "initialize" && parameters.TryGetProperty("_meta", out _))
        {
            // Since 2026-07-28 there is no such method, whatever its parameters are.
            return null;
        }

        foreach (var (name, kind, required) in known)
        {
            JsonElement value = default;
            var there = values && parameters.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
            if (there ? value.ValueKind != kind : required)
            {
                return $"{named.GetString()}: '{name}' {(there ? "must be" : "is missing; it is")} {(kind == JsonValueKind.String ? "a string" : "an object")}.";
            }
        }

        return null;
    }
}

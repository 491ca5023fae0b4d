using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>Arguments of a tool call that are no JSON object. The call is handed on without arguments, so that the model can be told what it wrote.</summary>
public static class UnreadableArguments
{
    private const string Key = "backsmith.arguments";

    /// <summary>What the model wrote instead of a JSON object; null when the arguments could be read. Survives storing the message.</summary>
    public static string? In(FunctionCallContent call) => call.AdditionalProperties?.TryGetValue(Key, out var text) == true ? text?.ToString() : null;

    /// <summary>A call from the text of its arguments; no text at all means no arguments.</summary>
    internal static FunctionCallContent Read(string callId, string name, string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return new FunctionCallContent(callId, name, new Dictionary<string, object?>());
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments) is { } read ? new FunctionCallContent(callId, name, read) : Unreadable(callId, name, arguments);
        }
        catch (JsonException)
        {
            return Unreadable(callId, name, arguments);
        }
    }

    private static FunctionCallContent Unreadable(string callId, string name, string arguments) =>
        new(callId, name) { AdditionalProperties = new() { [Key] = arguments }, Exception = new FormatException("The arguments are not a JSON object.") };
}

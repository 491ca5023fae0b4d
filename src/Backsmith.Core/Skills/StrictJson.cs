using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backsmith.Skills;

/// <summary>JSON that people write: an unknown or missing member is a mistake, named by its place.</summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a record.</summary>
    /// <param name="text">The file.</param>
    /// <param name="form">What such a file looks like, for the message.</param>
    /// <returns>The record, or the line and what is wrong there.</returns>
    public static (T? Value, int Line, string? Problem) Read<T>(string text, string form)
        where T : class
    {
        try
        {
            return !HoldsNull(JsonSerializer.Deserialize<JsonElement>(text, Options)) && JsonSerializer.Deserialize<T>(text, Options) is { } value
                ? (value, 0, null)
                : (null, LineOfWord(text, "null"), $"'null' says nothing here. Write {form}.");
        }
        catch (JsonException error)
        {
            var place = error.Path is { Length: > 1 } path ? $" at {path.TrimStart('$', '.')}" : "";
            return (null, (int)(error.LineNumber ?? 0) + 1, $"This cannot be read{place}. Write {form}.");
        }
    }

    /// <summary>The first line that holds a text in quotes, from 1; 1 when none does.</summary>
    public static int LineOf(string text, string value) => LineOfWord(text, $"\"{value}\"");

    private static int LineOfWord(string text, string word) => Math.Max(0, Array.FindIndex(text.Split('\n'), line => line.Contains(word, StringComparison.Ordinal))) + 1;

    /// <summary>No member of what is read here may be null, and no item of a list.</summary>
    private static bool HoldsNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().Any(member => HoldsNull(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsNull),
        _ => false,
    };
}

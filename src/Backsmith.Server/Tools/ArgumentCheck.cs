using System.Text.Json;

namespace Backsmith.Server.Tools;

/// <summary>Holds arguments to the schema of their tool, and says in words what does not fit. Knows what the schemas here use: flat objects of strings, numbers, truth values, lists of strings and closed lists.</summary>
internal static class ArgumentCheck
{
    /// <summary>The first thing that is wrong; null when all fits.</summary>
    public static string? Problem(JsonElement arguments, JsonElement schema)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            return $"The arguments must be an object, not {Kind(arguments)}.";
        }

        var known = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value) : [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToList() : [];
        if (required.FirstOrDefault(name => !arguments.TryGetProperty(name, out _)) is { } missing)
        {
            return $"'{missing}' is missing. {Description(known[missing])}";
        }

        return arguments.EnumerateObject().Select(argument => known.TryGetValue(argument.Name, out var property)
            ? OfValue(argument.Name, argument.Value, property)
            : known.Count == 0 ? $"There is no argument '{argument.Name}'; this tool takes none." : $"There is no argument '{argument.Name}'. There are: {string.Join(", ", known.Keys)}.").FirstOrDefault(problem => problem is not null);
    }

    private static string? OfValue(string name, JsonElement value, JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var closed))
        {
            return closed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? null : $"'{name}' must be one of {string.Join(", ", closed.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()))}.";
        }

        var types = Types(schema);
        if (types.Count > 0 && !types.Contains(Type(value)) && !(Type(value) == "integer" && types.Contains("number")))
        {
            return $"'{name}' must be {string.Join(" or ", types.Where(type => type != "null").Select(Words))}, not {Kind(value)}. {Description(schema)}".TrimEnd();
        }

        return value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select(item => OfValue(name, item, items)).FirstOrDefault(problem => problem is not null)
            : null;
    }

    private static List<string> Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)]
        : [type.GetString()!];

    private static string Type(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };

    private static string Kind(JsonElement value) => Words(Type(value));

    private static string Words(string type) => type switch
    {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        _ => "null",
    };

    private static string Description(JsonElement schema) => schema.TryGetProperty("description", out var text) ? text.GetString()! : "";
}

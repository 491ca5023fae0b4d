using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Backsmith.Core.Tests;

/// <summary>Validates JSON against the part of JSON Schema 2020-12 that the schemas in <c>docs/</c> use. A keyword that it does not know is an error, so that no rule of a schema is passed over.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Notes = ["$schema", "$id", "$defs", "title", "description"];

    public static JsonSchema Read(string file) => new(JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, file)))!.AsObject());

    /// <summary>What does not hold, each with its place; empty when all does.</summary>
    public IReadOnlyList<string> Validate(string json) => [.. Check(root, JsonNode.Parse(json), "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string at) =>
        schema.Where(rule => !Notes.Contains(rule.Key)).SelectMany(rule => Check(rule.Key, rule.Value!, schema, value, at));

    private IEnumerable<string> Check(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at) => keyword switch
    {
        "$ref" => Check(Find(rule.GetValue<string>()), value, at),
        "type" => Has(rule is JsonArray kinds ? kinds.Any(kind => IsType(value, kind!.GetValue<string>())) : IsType(value, rule.GetValue<string>()), at, $"is no {rule}"),
        "const" => Has(JsonNode.DeepEquals(value, rule), at, $"is not {rule.ToJsonString()}"),
        "enum" => Has(rule.AsArray().Any(item => JsonNode.DeepEquals(item, value)), at, $"'{value}' is none of {rule.ToJsonString()}"),
        "properties" => value is JsonObject o ? rule.AsObject().Where(p => o.ContainsKey(p.Key)).SelectMany(p => Check(p.Value!.AsObject(), o[p.Key], $"{at}.{p.Key}")) : [],
        "required" => value is JsonObject o ? rule.AsArray().Select(name => name!.GetValue<string>()).Where(name => !o.ContainsKey(name)).Select(name => $"{at}: '{name}' is missing") : [],
        "additionalProperties" => value is JsonObject o ? o.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true).Select(p => $"{at}: '{p.Key}' is not known") : [],
        "items" => value is JsonArray a ? a.SelectMany((item, index) => Check(rule.AsObject(), item, $"{at}[{index}]")) : [],
        "minItems" => Has(value is not JsonArray a || a.Count >= rule.GetValue<int>(), at, "has too few items"),
        "maxItems" => Has(value is not JsonArray a || a.Count <= rule.GetValue<int>(), at, "has too many items"),
        "uniqueItems" => Has(value is not JsonArray a || a.Select(item => item?.ToJsonString()).Distinct().Count() == a.Count, at, "repeats an item"),
        "minLength" => Has(Text(value) is not { } text || text.Length >= rule.GetValue<int>(), at, "is too short"),
        "pattern" => Has(Text(value) is not { } text || Regex.IsMatch(text, rule.GetValue<string>(), RegexOptions.CultureInvariant), at, $"'{value}' does not match {rule}"),
        "minimum" => Has(value is not JsonValue number || !number.TryGetValue(out double figure) || figure >= rule.GetValue<double>(), at, "is too small"),
        "format" => Has(Text(value) is not { } text || IsFormat(text, rule.GetValue<string>()), at, $"'{value}' is no {rule}"),
        _ => throw new NotSupportedException($"The schema uses '{keyword}', which this validator does not know."),
    };

    private static IEnumerable<string> Has(bool holds, string at, string complaint) => holds ? [] : [$"{at} {complaint}"];

    private JsonObject Find(string reference) => reference.Split('/').Skip(1).Aggregate(root, (schema, name) => schema[name]!.AsObject());

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? found) ? found : null;

    private static bool IsType(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        "null" => value is null,
        "integer" => value is JsonValue number && number.TryGetValue<long>(out _),
        _ => throw new NotSupportedException($"The schema uses the type '{type}', which this validator does not know."),
    };

    private static bool IsFormat(string text, string format) => format switch
    {
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$") && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"The schema uses the format '{format}', which this validator does not know."),
    };
}

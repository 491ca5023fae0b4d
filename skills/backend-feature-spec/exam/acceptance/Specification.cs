using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Acceptance;

/// <summary>The two files, taken apart.</summary>
internal static partial class Specification
{
    public static string Root { get; } = Path.GetFullPath(typeof(Specification).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Root").Value!);

    public static string Text => File.ReadAllText(Path.Combine(Root, "docs/specs/reservations.md")).ReplaceLineEndings("\n");

    public static JsonElement OpenApi => JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs/specs/reservations.openapi.json"))).RootElement;

    public static IReadOnlyList<(string Heading, string Body)> Sections
    {
        get
        {
            var parts = Regex.Split(Text, "^## +(.+)$", RegexOptions.Multiline);
            return [.. Enumerable.Range(0, (parts.Length - 1) / 2).Select(number => (parts[(number * 2) + 1].Trim(), parts[(number * 2) + 2]))];
        }
    }

    public static string Section(string heading) => Sections.Single(section => section.Heading == heading).Body;

    public static IReadOnlyList<(string Id, string Text)> Criteria =>
        [.. Section("Acceptance criteria").Split('\n').Select(line => Criterion().Match(line)).Where(match => match.Success).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>Rows of the first table of a section, the head first; the line of dashes left out.</summary>
    public static IReadOnlyList<string[]> Table(string heading) =>
    [
        .. Section(heading).Split('\n').Select(line => line.Trim()).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ', '`', '*')).ToArray())
            .Where(cells => !cells.All(cell => cell.Trim('-', ':', ' ').Length == 0)),
    ];

    public static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations =>
        from path in OpenApi.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "put" or "post" or "delete" or "patch"
        select (path.Name, operation.Name, operation.Value);

    public static JsonElement Operation(string method, string path) => Operations.Single(operation => operation.Method == method && operation.Path == path).Operation;

    /// <summary>Follows a reference within the document.</summary>
    public static JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(OpenApi, (current, name) => current.GetProperty(name.Replace("~1", "/").Replace("~0", "~")));
        }

        return element;
    }

    public static JsonElement? Media(JsonElement response) =>
        Resolve(response).TryGetProperty("content", out var content) ? content.EnumerateObject().Single(media => media.Name == "application/json").Value : null;

    public static JsonElement Schema(JsonElement response) => Resolve(Media(response)!.Value.GetProperty("schema"));

    /// <summary>All examples of an answer.</summary>
    public static IReadOnlyList<JsonElement> Examples(JsonElement response) =>
        Media(response) is not { } media ? []
        : media.TryGetProperty("example", out var one) ? [one]
        : media.TryGetProperty("examples", out var several) ? [.. several.EnumerateObject().Select(example => Resolve(example.Value).GetProperty("value"))]
        : [];

    [GeneratedRegex(@"^- \**(AC-\d+)\**: *(.+)$")]
    private static partial Regex Criterion();
}

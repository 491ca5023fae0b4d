using System.Text.Json;

namespace Backsmith.Sandbox.Node;

/// <summary>What is read of a <c>package.json</c> (npm docs, "package.json"). One that is no JSON says nothing.</summary>
/// <param name="Scripts">By name.</param>
/// <param name="Dependencies">Names of all packages asked for, those for development and optional ones included.</param>
/// <param name="HasWorkspaces">Whether other packages below belong to it.</param>
/// <param name="IsModule">Whether <c>.js</c> files are ECMAScript modules.</param>
internal sealed record PackageJson(IReadOnlyDictionary<string, string> Scripts, IReadOnlyList<string> Dependencies, bool HasWorkspaces, bool IsModule)
{
    private static readonly PackageJson Empty = new(new Dictionary<string, string>(), [], false, false);

    /// <summary>Reads one.</summary>
    public static PackageJson Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            var bytes = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <summary>A script's command; null when there is none, or only the one that <c>npm init</c> writes, which tests nothing.</summary>
    public string? Script(string name) =>
        Scripts.TryGetValue(name, out var script) && !string.IsNullOrWhiteSpace(script) && !script.Contains("no test specified", StringComparison.Ordinal) ? script : null;

    private static PackageJson Of(JsonElement root) => new(
        Members(root, "scripts").Where(member => member.Value.ValueKind == JsonValueKind.String).DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value.GetString()!),
        [.. new[] { "dependencies", "devDependencies", "optionalDependencies" }.SelectMany(name => Members(root, name)).Select(member => member.Name).Distinct()],
        root.TryGetProperty("workspaces", out var workspaces) && workspaces.ValueKind is JsonValueKind.Array or JsonValueKind.Object,
        root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "module");

    private static IEnumerable<JsonProperty> Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
}

using System.Text.Json;
using Backsmith.Repositories;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Node;

/// <summary>Reads records of the lines that tests reach.</summary>
internal static class NodeCoverage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What <c>node_lines.mjs</c> printed; null when it cannot be read.</summary>
    public static IReadOnlyList<FileCoverage>? ReadLines(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<FileCoverage>>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The JSON report of Istanbul, which Jest and Vitest write: statements with their places, and how often each ran. A line ran when a statement that begins on it did.</summary>
    public static IReadOnlyList<FileCoverage>? ReadIstanbul(string? text, string root)
    {
        try
        {
            using var document = text is null ? null : JsonDocument.Parse(text);
            return document is null ? null : [.. document.RootElement.EnumerateObject().Select(file => TreePath.Below(file.Name, root) is { } path ? OfFile(path, file.Value) : null).OfType<FileCoverage>()];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static FileCoverage OfFile(string path, JsonElement file)
    {
        var lines = new SortedDictionary<int, bool>();
        var counts = file.GetProperty("s");
        foreach (var statement in file.GetProperty("statementMap").EnumerateObject())
        {
            var line = statement.Value.GetProperty("start").GetProperty("line").GetInt32();
            lines[line] = lines.GetValueOrDefault(line) || (counts.TryGetProperty(statement.Name, out var count) && count.GetDouble() > 0);
        }

        return new FileCoverage(path, [.. lines.Where(line => line.Value).Select(line => line.Key)], [.. lines.Where(line => !line.Value).Select(line => line.Key)]);
    }
}

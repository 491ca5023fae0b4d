using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Backsmith.Cli.Tests.Samples;

/// <summary>One entry of <c>samples/bookshop.flaws.json</c>.</summary>
internal sealed record Flaw(string File, int Line, string Category, string Why)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static string Samples { get; } = SamplesOf();

    internal static Flaw[] All() =>
        JsonSerializer.Deserialize<Flaw[]>(System.IO.File.ReadAllText(Path.Combine(Samples, "bookshop.flaws.json")), Names)!;

    /// <summary>Where it lies, as a reader of a report would write it.</summary>
    internal string Place() => $"{File}:{Line} {Category}";

    /// <summary>The places and categories that a SARIF file of the sample reports.</summary>
    internal static IEnumerable<string> PlacesIn(string sarif)
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllBytes(sarif));
        var run = log.RootElement.GetProperty("runs")[0];
        var categories = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .ToDictionary(rule => rule.GetProperty("id").GetString()!, rule => rule.GetProperty("properties").GetProperty("category").GetString());
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var file = location.GetProperty("artifactLocation").GetProperty("uri").GetString()!.Replace("samples/bookshop/", "", StringComparison.Ordinal);
            yield return $"{file}:{location.GetProperty("region").GetProperty("startLine").GetInt32()} {categories[result.GetProperty("ruleId").GetString()!]}";
        }
    }

    private static string SamplesOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples"));
}

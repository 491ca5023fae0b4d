using System.Text.Json;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Reads the log section of <c>project.assets.json</c>, where NuGet writes what it could not have.</summary>
internal static class AssetsFile
{
    /// <summary>Missing packages of every restored project below a folder.</summary>
    public static IReadOnlyList<MissingPackage> Missing(string layer)
    {
        return [.. Below(layer)
            .SelectMany(path => Read(path, Path.GetRelativePath(layer, Path.GetDirectoryName(Path.GetDirectoryName(path))!).Replace('\\', '/')))
            .Distinct()
            .OrderBy(package => package.Project, StringComparer.Ordinal).ThenBy(package => package.Id, StringComparer.Ordinal)];
    }

    /// <summary>Missing packages by the file that says so, relative to the layer.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<MissingPackage>> ByFile(string layer) =>
        Below(layer).ToDictionary(path => Path.GetRelativePath(layer, path), path => (IReadOnlyList<MissingPackage>)[.. Read(path, "")]);

    /// <summary>The files of a layer, ordered by path; links are not followed.</summary>
    public static IReadOnlyList<string> Below(string layer)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return !Directory.Exists(layer) ? [] : [.. Directory.EnumerateFiles(layer, "project.assets.json", options).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<MissingPackage> Read(string path, string project)
    {
        using var document = Parse(path);
        if (document is null || !document.RootElement.TryGetProperty("logs", out var logs))
        {
            yield break;
        }

        foreach (var log in logs.EnumerateArray())
        {
            var code = Text(log, "code");
            if (Text(log, "level") == "Error" && code is "NU1100" or "NU1101" or "NU1102" or "NU1103" or "NU1202" or "NU1301")
            {
                yield return new MissingPackage(Text(log, "libraryId") is { Length: > 0 } id ? id : "(unnamed)", null, project, $"{code}: {Text(log, "message")}");
            }
        }
    }

    private static JsonDocument? Parse(string path)
    {
        try
        {
            return ExchangeFolder.Text(new FileInfo(path)) is { } text ? JsonDocument.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}

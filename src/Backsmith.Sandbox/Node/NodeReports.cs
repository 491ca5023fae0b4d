using System.Text.Json;
using Backsmith.Repositories;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Node;

/// <summary>Reads the reports of Jest (<c>--json</c>) and of our reporter for <c>node --test</c>.</summary>
internal static class NodeReports
{
    /// <summary>Results of Jest; null when there is no report that can be read.</summary>
    /// <param name="text">The file.</param>
    /// <param name="project">How results name the part.</param>
    /// <param name="folder">The part's folder inside, which names of files begin with.</param>
    public static List<TestResult>? Jest(string? text, string project, string folder)
    {
        try
        {
            using var document = text is null ? null : JsonDocument.Parse(text);
            return document is null ? null : RepeatedNames.Number([.. document.RootElement.GetProperty("testResults").EnumerateArray().SelectMany(file => OfFile(file, project, folder))]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Results of <c>node_report.mjs</c>; null when it did not come to its end.</summary>
    public static List<TestResult>? Lines(string? text, string project)
    {
        var results = new List<TestResult>();
        var ended = false;
        foreach (var line in text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                ended |= document.RootElement.TryGetProperty("end", out _);
                if (document.RootElement.TryGetProperty("name", out var name))
                {
                    var file = document.RootElement.GetProperty("file").GetString();
                    var seconds = document.RootElement.GetProperty("seconds").GetDouble();
                    results.Add(new TestResult(
                        new TestId(project, file is { Length: > 0 } ? $"{file} > {name.GetString()}" : name.GetString() ?? ""),
                        Status(document.RootElement.GetProperty("status").GetString()), TimeSpan.FromSeconds(seconds), document.RootElement.GetProperty("message").GetString()));
                }
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                return null;
            }
        }

        return ended ? RepeatedNames.Number(results) : null;
    }

    private static IEnumerable<TestResult> OfFile(JsonElement file, string project, string folder)
    {
        var path = file.GetProperty("name").GetString() ?? "";
        var shown = TreePath.Below(path, folder) ?? path;
        var cases = file.GetProperty("assertionResults").EnumerateArray().ToList();
        if (cases.Count == 0 && file.GetProperty("status").GetString() == "failed")
        {
            yield return new TestResult(new TestId(project, $"{shown} > (the file)"), TestStatus.Failed, TimeSpan.Zero, file.TryGetProperty("message", out var whole) ? whole.GetString() : null);
        }

        foreach (var test in cases)
        {
            var message = test.TryGetProperty("failureMessages", out var messages) && messages.ValueKind == JsonValueKind.Array ? string.Join('\n', messages.EnumerateArray().Select(one => one.ToString())) : "";
            var milliseconds = test.TryGetProperty("duration", out var duration) && duration.ValueKind == JsonValueKind.Number ? duration.GetDouble() : 0;
            yield return new TestResult(
                new TestId(project, $"{shown} > {test.GetProperty("fullName").GetString()}"), Status(test.GetProperty("status").GetString()),
                TimeSpan.FromMilliseconds(milliseconds), message.Length > 0 ? message : null);
        }
    }

    private static TestStatus Status(string? word) => word switch
    {
        "passed" => TestStatus.Passed,
        "failed" => TestStatus.Failed,
        _ => TestStatus.Skipped,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;
using Backsmith.Repositories;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Reads the canonical messages of MSBuild (docs: "MSBuild and Visual Studio format for diagnostic messages").</summary>
internal static partial class BuildMessages
{
    /// <summary>The distinct messages of one severity.</summary>
    public static IReadOnlyList<BuildMessage> Read(string log, string severity, string root)
    {
        var messages = new List<BuildMessage>();
        foreach (Match line in Line().Matches(log))
        {
            if (line.Groups["severity"].Value == severity)
            {
                messages.Add(new BuildMessage(
                    line.Groups["code"] is { Success: true, Value: var code } ? code : "MSBUILD",
                    line.Groups["text"].Value.Trim(),
                    Relative(line.Groups["path"].Value.Trim(), root),
                    int.TryParse(line.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
                    line.Groups["project"].Success ? Relative(line.Groups["project"].Value.Split("::", 2)[0], root) : null));
            }
        }

        return [.. messages.Distinct()];
    }

    private static string? Relative(string path, string root) =>
        path.Length == 0 || path is "MSBUILD" or "CSC" ? null
        : TreePath.Below(path, root) ?? path;

    // The console puts the number of the node before a line ("3:2>"); a path may hold colons; a task may give no code.
    [GeneratedRegex(@"^\s*(?:\d+(?::\d+)?>)?\s*(?<path>[^\r\n]*?)(?:\((?<line>\d+)(?:[,-]\d+)*\))?\s*:\s*(?<severity>error|warning)(?:\s+(?<code>[A-Za-z]+[A-Za-z0-9_-]*\d))?\s*:\s*(?<text>[^\r\n]*?)(?:\s+\[(?<project>[^\]\r\n]+proj(?:::[^\]\r\n]*)?)\])?\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

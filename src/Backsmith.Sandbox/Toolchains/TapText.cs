using System.Text.RegularExpressions;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Reads the Test Anything Protocol, versions 12 to 14 (testanything.org): the points of the outermost level.</summary>
internal static partial class TapText
{
    /// <summary>The results; null when the text is no TAP, or fewer points came than its plan says.</summary>
    public static List<TestResult>? Read(string text, string project)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines.Any(line => line.StartsWith("TAP version ", StringComparison.Ordinal)))
        {
            return null;
        }

        var results = lines.Select(line => Point().Match(line)).Where(match => match.Success).Select(match => new TestResult(
            new TestId(project, match.Groups["name"].Value.Trim() is { Length: > 0 } name ? name : $"test {match.Groups["number"].Value}"),
            match.Groups["directive"].Success ? TestStatus.Skipped : match.Groups["not"].Success ? TestStatus.Failed : TestStatus.Passed,
            TimeSpan.Zero, match.Groups["not"].Success ? "not ok" : null)).ToList();
        var plan = lines.Select(line => Plan().Match(line)).FirstOrDefault(match => match.Success);
        return plan is null || int.Parse(plan.Groups[1].ValueSpan, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture) != results.Count ? null : RepeatedNames.Number(results);
    }

    [GeneratedRegex(@"^(?<not>not )?ok\b\s*(?<number>\d+)?\s*(-\s*)?(?<name>[^#\r\n]*?)\s*(#\s*(?<directive>SKIP|TO" + @"DO)\b.*|#.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Point();

    [GeneratedRegex(@"^1\.\.(\d{1,7})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Plan();
}

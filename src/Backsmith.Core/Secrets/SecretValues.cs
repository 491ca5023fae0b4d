using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Findings;
using Backsmith.Sandboxes;

namespace Backsmith.Secrets;

/// <summary>Reads the secrets that findings point at, so that reports can leave them out wherever else they appear.</summary>
public static partial class SecretValues
{
    /// <summary>The rule whose findings stand on the secret itself.</summary>
    public const string Rule = "BS0007";

    private const int Shortest = 4;

    /// <summary>Every secret that the findings of <see cref="Rule"/> stand on, in all the forms in which it may be printed; longest first.</summary>
    /// <param name="findings">Of one tree.</param>
    /// <param name="files">Content of their files in that tree, by path.</param>
    public static IReadOnlyList<string> Of(IEnumerable<Finding> findings, IReadOnlyDictionary<string, byte[]> files) =>
    [
        .. findings.Where(finding => finding.RuleId == Rule && files.ContainsKey(finding.Location.Path))
            .SelectMany(finding => In(Region(Encoding.UTF8.GetString(files[finding.Location.Path]), finding.Location)))
            .Distinct().OrderByDescending(value => value.Length).ThenBy(value => value, StringComparer.Ordinal),
    ];

    /// <summary>The same for files of a copy as they stand.</summary>
    /// <param name="copy">Of the tree that the findings are of.</param>
    /// <param name="findings">All findings of the tree; those of other rules count nothing.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async ValueTask<IReadOnlyList<string>> InAsync(IThrowAwayCopy copy, IEnumerable<Finding> findings, CancellationToken cancellationToken)
    {
        var found = findings.Where(finding => finding.RuleId == Rule).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var files = await copy.ReadAsync([.. found.Select(finding => finding.Location.Path).Distinct()], cancellationToken);
        return Of(found, files.Where(file => file.Content is not null).ToDictionary(file => file.Path, file => file.Content!));
    }

    /// <summary>The secrets in a flagged piece of code or settings.</summary>
    public static IEnumerable<string> In(string text)
    {
        var literals = Literal().Matches(text).Select(match => match.Groups["text"].Value).ToList();
        return (literals.Count > 0 ? literals : [text])
            .SelectMany(Parts)
            .SelectMany(Forms)
            .Select(value => value.Trim())
            .Where(value => value.Length >= Shortest);
    }

    private static IEnumerable<string> Parts(string value)
    {
        var named = SecretPatterns.All.SelectMany(pattern => pattern.Matches("\"" + value)).Select(match => match.Groups["secret"].Value).ToList();
        return named.Count > 0 && named.TrueForAll(part => part.Length >= Shortest) ? named : value.Contains('\n', StringComparison.Ordinal) ? value.Split('\n') : [value];
    }

    /// <summary>As it is written, and as it is printed when its escapes are read.</summary>
    private static IEnumerable<string> Forms(string value) => value.Contains('\\', StringComparison.Ordinal)
        ? [value, value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)]
        : [value];

    private static string Region(string text, SourceLocation place)
    {
        var lines = text.Split('\n');
        if (place.StartLine > lines.Length)
        {
            return "";
        }

        var region = new StringBuilder();
        for (var line = place.StartLine; line <= Math.Min(place.EndLine, lines.Length); line++)
        {
            var content = lines[line - 1].TrimStart('\uFEFF').TrimEnd('\r');
            var end = line == place.EndLine ? Math.Clamp(place.EndColumn - 1, 0, content.Length) : content.Length;
            var start = line == place.StartLine ? Math.Clamp(place.StartColumn - 1, 0, end) : 0;
            region.Append(content, start, end - start).Append(line < place.EndLine ? "\n" : "");
        }

        return region.ToString();
    }

    /// <summary>A literal of C# or JSON: three quotes, or one with escapes.</summary>
    [GeneratedRegex("\"\"\"(?<text>[\\s\\S]+?)\"\"\"|\"(?<text>(?:[^\"\\\\]|\\\\.)+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}

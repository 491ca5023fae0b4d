using System.Text.RegularExpressions;

namespace Backsmith.Skills;

/// <summary>A link of a Markdown text to a file.</summary>
/// <param name="Target">As written, without fragment and escapes.</param>
/// <param name="Line">From 1.</param>
internal sealed record MarkdownLink(string Target, int Line);

/// <summary>Finds links, code left out (CommonMark 0.31.2: 4.5, 4.7, 6.1, 6.3).</summary>
internal static partial class MarkdownLinks
{
    /// <summary>Links to files: not those to addresses or to a heading of the same file.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="firstLine">Number of its first line.</param>
    public static IEnumerable<MarkdownLink> In(string text, int firstLine)
    {
        string? fence = null;
        var number = firstLine - 1;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var mark = Fence().Match(line).Groups["mark"].Value;
            if (fence is null && mark.Length > 0)
            {
                fence = mark;
            }
            else if (fence is not null)
            {
                fence = mark.StartsWith(fence, StringComparison.Ordinal) ? null : fence;
            }
            else
            {
                foreach (var target in Targets(CodeSpan().Replace(line, "")))
                {
                    yield return new MarkdownLink(target, number);
                }
            }
        }
    }

    private static IEnumerable<string> Targets(string line) =>
        Inline().Matches(line).Concat(Definition().Matches(line))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !Scheme().IsMatch(target))
            .Select(Uri.UnescapeDataString);

    [GeneratedRegex(@"^ {0,3}(?<mark>`{3,}|~{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex("(?<!`)(?<ticks>`{1,8})(?!`)[^`]*(?<!`)\\k<ticks>(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(\s{0,9}(?:<(?<target>[^<>]{1,2000})>|(?<target>[^\s()<>]{1,2000}))(?:\s{1,9}[""'(][^)]{0,2000})?\s{0,9}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^ {0,3}\[[^\[\]]{1,999}\]:\s{0,9}<?(?<target>[^\s<>]{1,2000})", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    /// <summary>RFC 3986, 3.1; or an address that leaves the scheme out.</summary>
    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9+.\-]*:|//)", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}

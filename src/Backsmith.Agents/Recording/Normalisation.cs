using System.Text.RegularExpressions;

namespace Backsmith.Recording;

/// <summary>Makes texts equal that differ only in what no two runs share: places, ids, times, durations, ports. For comparing only; what is recorded stays as it was.</summary>
/// <param name="places">Folders of this run and the word that stands for each, for example the copy that is worked in; the longest is replaced first.</param>
public sealed partial class Normalisation(params IEnumerable<(string Path, string Word)> places)
{
    private readonly (string Path, string Word)[] _places = [.. places.Where(place => place.Path.Length > 1).Select(place => (place.Path.TrimEnd('/'), place.Word)).OrderByDescending(place => place.Item1.Length)];

    /// <summary>The text as it is compared.</summary>
    public string Of(string text)
    {
        foreach (var (path, word) in _places)
        {
            text = text.Replace(path, word, StringComparison.Ordinal);
        }

        text = Temporary().Replace(text, "{temporary}");
        text = Identifier().Replace(text, "{id}");
        text = Moment().Replace(text, "{time}");
        text = Duration().Replace(text, "{duration}");
        return Port().Replace(text, "${host}:{port}");
    }

    /// <summary>The first folder below the system's folder for temporary files.</summary>
    [GeneratedRegex(@"(?<![\w.\-])/tmp/[\w.\-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Temporary();

    /// <summary>A UUID (RFC 9562), or the id of an execution.</summary>
    [GeneratedRegex(@"\b(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|20\d{6}-\d{6}-[0-9a-f]{4})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    /// <summary>A date with a time (RFC 3339).</summary>
    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    /// <summary>As build tools and test runners print how long something took.</summary>
    [GeneratedRegex(@"(?<![\w:.])(?:\d\d:\d\d:\d\d(?:\.\d+)?|(?:<\s?)?\d+(?:[.,]\d+)?\s?(?:ns|µs|us|ms|s|sec|secs|seconds?|min|minutes?))(?![\w:])", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b(?<host>127\.0\.0\.1|localhost|\[::1?\]|0\.0\.0\.0):\d{4,5}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}

using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Tells patterns for which the engine's tries double with each character: a repetition of what is itself open-ended and can be split in more ways than one.</summary>
internal static class Backtracking
{
    // A group whose only content is one open-ended atom, or that begins and ends with the same one, and that is repeated itself: (a+)+, ([a-z]*)*, (\w+\s?)+.
    private static readonly Regex Nested = new(@"\((?:\?:|\?<\w+>)?(?<atom>\[[^\]]+\]|\\[wdsWDS]|\.|[A-Za-z0-9])[+*](?:\[[^\]]+\][?*]|\\[wdsWDS.\-][?*]|[^()\\\[\]+*?|]\?)*\)(?:[+*]|\{\d+,\})", RegexOptions.CultureInvariant);

    // Two alternatives that begin alike under a repetition: (a|a)*, (a|aa)+, (\w|\d)*.
    private static readonly Regex Alike = new(@"\((?:\?:)?(?<one>\\w|\.|[A-Za-z0-9])(?:[+*]?)\|(?:\k<one>|(?<=\\w\|)\\d|(?<=\.\|)[^)])[^()|]*\)(?:[+*]|\{\d+,\})", RegexOptions.CultureInvariant);

    private static readonly Regex Anything = new(@"^[+*?.^$|()\\]*$", RegexOptions.CultureInvariant);

    /// <summary>Whether the pattern is one of these, and something stands behind the repetition that can fail.</summary>
    internal static bool IsExponential(string pattern)
    {
        foreach (var shape in new[] { Nested, Alike })
        {
            foreach (Match match in shape.Matches(pattern))
            {
                var rest = pattern.Substring(match.Index + match.Length);
                if (rest.Length > 0 && rest != ".*" && (rest.StartsWith("$", System.StringComparison.Ordinal) || !Anything.IsMatch(rest)))
                    return true;
            }
        }

        return false;
    }
}

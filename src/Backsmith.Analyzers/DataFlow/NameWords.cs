using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>The words of a name in lower case: <c>userPasswordHash</c>, <c>USER_PASSWORD_HASH</c> and <c>user-password-hash</c> are the same three.</summary>
internal static class NameWords
{
    private static readonly Regex Words = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.Compiled | RegexOptions.CultureInvariant);

    internal static List<string> Of(string name) => [.. Words.Matches(name).Cast<Match>().Select(m => m.Value.ToLowerInvariant())];

    /// <summary>Takes numbers and words that say nothing away from the end; one word is left.</summary>
    internal static void DropEndings(List<string> words, HashSet<string> neutral)
    {
        while (words.Count > 1 && (neutral.Contains(words[words.Count - 1]) || char.IsDigit(words[words.Count - 1][0])))
            words.RemoveAt(words.Count - 1);
    }

    /// <summary>Whether the last words, written as one, are one of the terms: <c>newPassCode</c> ends in <c>passcode</c>.</summary>
    internal static bool EndsIn(IReadOnlyList<string> words, HashSet<string> terms)
    {
        var tail = "";
        for (var i = words.Count - 1; i >= 0 && i >= words.Count - 3; i--)
        {
            tail = words[i] + tail;
            if (terms.Contains(tail))
                return true;
        }

        return false;
    }
}

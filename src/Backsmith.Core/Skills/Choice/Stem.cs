namespace Backsmith.Skills.Choice;

/// <summary>Takes the inflection from an English word: number, tense, and what goes with them. Related words stay apart (<c>migrate</c>, <c>migration</c>).</summary>
/// <remarks>The first step of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with a final e taken away so that <c>caching</c> and <c>cache</c> meet.</remarks>
internal static class Stem
{
    private const int Shortest = 4;

    public static string Of(string word)
    {
        var stem = word.ToLowerInvariant();
        if (stem.Length < Shortest || !stem.All(char.IsAsciiLetterLower))
        {
            return stem;
        }

        stem = WithoutTense(WithoutPlural(stem));
        stem = stem.Length > Shortest && stem.EndsWith('e') ? stem[..^1] : stem;
        return stem.Length > 2 && stem[^1] == 'y' && !IsVowel(stem, stem.Length - 2) ? stem[..^1] + "i" : stem;
    }

    private static string WithoutPlural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + (word.Length > 4 ? "y" : "ie")
        : word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
        : word;

    private static string WithoutTense(string word)
    {
        if (word.EndsWith("ied", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        var end = word.EndsWith("ing", StringComparison.Ordinal) ? 3 : word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("eed", StringComparison.Ordinal) ? 2 : 0;
        if (end == 0 || !Enumerable.Range(0, word.Length - end).Any(at => IsVowel(word, at)))
        {
            return word;
        }

        var stem = word[..^end];
        return stem.Length > 3 - (end == 3 ? 0 : 1) && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
    }

    private static bool IsVowel(string word, int at) => word[at] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[at] == 'y' && at > 0 && !IsVowel(word, at - 1));
}

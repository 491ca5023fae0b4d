using System.Text.RegularExpressions;

namespace Backsmith.Skills.Choice;

/// <summary>A word of a task.</summary>
/// <param name="Stem">Without case and inflection.</param>
/// <param name="InName">Whether it is a part of a longer name in code, such as <c>token</c> in <c>TokenStore</c>.</param>
internal readonly record struct TaskWord(string Stem, bool InName);

/// <summary>Cuts a text into words that can be compared.</summary>
internal static partial class TaskWords
{
    /// <summary>The words in order. A name in code is followed by its parts; a slash that begins a path is a word of its own.</summary>
    public static IReadOnlyList<TaskWord> Of(string text)
    {
        var words = new List<TaskWord>();
        foreach (Match match in Word().Matches(text))
        {
            words.Add(new TaskWord(Stem.Of(match.Value), InName: false));
            var parts = Part().Matches(match.Value);
            if (parts.Count > 1 && !words[^1].Stem.All(char.IsAsciiDigit))
            {
                words.AddRange(parts.Select(part => new TaskWord(Stem.Of(part.Value), InName: true)));
            }
        }

        return words;
    }

    /// <summary>Whether the words of a phrase stand next to each other.</summary>
    /// <param name="words">Of the task.</param>
    /// <param name="phrase">Stems.</param>
    /// <param name="inName">Whether to look into names in code, instead of around them.</param>
    public static bool Contain(IReadOnlyList<TaskWord> words, IReadOnlyList<string> phrase, bool inName) => Places(words, phrase, inName).Any();

    /// <summary>The words without every place of a phrase.</summary>
    public static IReadOnlyList<TaskWord> Without(IReadOnlyList<TaskWord> words, IReadOnlyList<string> phrase)
    {
        var gone = Places(words, phrase, inName: false).SelectMany(place => place).ToHashSet();
        return gone.Count == 0 ? words : [.. words.Select((word, at) => gone.Contains(at) ? new TaskWord("", word.InName) : word)];
    }

    /// <summary>The places of the words of each occurrence.</summary>
    private static IEnumerable<List<int>> Places(IReadOnlyList<TaskWord> words, IReadOnlyList<string> phrase, bool inName)
    {
        var kind = Enumerable.Range(0, words.Count).Where(at => words[at].InName == inName).ToList();
        for (var from = 0; from + phrase.Count <= kind.Count; from++)
        {
            var places = kind.GetRange(from, phrase.Count);
            if (places.Select(at => words[at].Stem).SequenceEqual(phrase) && (!inName || places[^1] - places[0] == phrase.Count - 1))
            {
                yield return places;
            }
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[+][\p{N}]+|[+#]+)?|(?<![\p{L}\p{N}/:.])/(?=[\p{L}{]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}

using System.Text.RegularExpressions;
using Backsmith.Secrets;

namespace Backsmith.Memory;

/// <summary>Keeps secrets out of memory. It refuses more than a redaction leaves out: what is remembered is prose, and whoever is refused can say it in another way.</summary>
internal static partial class SecretCheck
{
    private const int Shortest = 4, Telling = 6, RandomDigits = 3, ChangesEvery = 3;
    private const double RandomEntropy = 3.7;

    /// <summary>Why a text is not remembered, without the secret; null when it holds none.</summary>
    public static string? Of(string text)
    {
        var assigned = "; " + text.Replace("\n", "\n; ", StringComparison.Ordinal);
        return new Redaction([]).Of(assigned) != assigned ? Refusal("a key, a token or a password")
            : Named().Matches(text).FirstOrDefault(IsSecret) is { } named ? Refusal($"the value of '{named.Groups["name"].Value}'")
            : LongValue().Matches(text).Any(match => IsRandom(match.Value)) ? Refusal("a long random value")
            : null;
    }

    private static string Refusal(string what) => $"This seems to hold {what}, and nothing secret is remembered. Say where it is kept instead: the name of the variable, or of the entry in the vault.";

    /// <summary>A value in quotes, or one that is no word of a sentence.</summary>
    private static bool IsSecret(Match match)
    {
        var value = match.Groups["value"].Value.TrimEnd('.', '!', '?', ')');
        return value.Length >= Shortest && (match.Groups["quote"].Length > 0 || (value.Any(char.IsAsciiDigit) && (value.Length >= Telling || value.All(char.IsAsciiDigit))));
    }

    private static bool IsRandom(string value) =>
        value.Count(char.IsAsciiDigit) >= RandomDigits && value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower) && Entropy(value) >= RandomEntropy && Changes(value) * ChangesEvery >= value.Length;

    /// <summary>Shannon entropy, in bits for each character.</summary>
    private static double Entropy(string value) => -value.GroupBy(letter => (double)value.Count(other => other == letter) / value.Length).Sum(same => same.Count() / (double)value.Length * Math.Log2(same.Key));

    /// <summary>How often the kind of character changes: names in code change it at words, random values everywhere.</summary>
    private static int Changes(string value) => value.Zip(value.Skip(1)).Count(pair => Kind(pair.First) != Kind(pair.Second));

    private static int Kind(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterUpper(letter) ? 1 : char.IsAsciiLetterLower(letter) ? 2 : 3;

    [GeneratedRegex("\\b(?<name>pass(?:word|wd|phrase|code)|pwd|secret|api[ _\\-]?key|access[ _\\-]?key|account[ _\\-]?key|private[ _\\-]?key|signing[ _\\-]?key|token|credentials?|pin)\\b[\"'`*]{0,3}\\s{0,4}(?:=|:|\\bis\\b|\\bwas\\b)\\s{0,4}(?:now |currently )?(?<quote>[\"'`]?)(?<value>[^\\s\"'`*,;<>${}%]{4,400})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"[A-Za-z0-9+/_\-]{24,400}", RegexOptions.CultureInvariant)]
    private static partial Regex LongValue();
}
